using AiDevFramework.Gateway;
using AiDevFramework.Gateway.Hosting;
using AiDevFramework.Gateway.Progress;
using AiDevFramework.Gateway.Security;
using AiDevFramework.Gateway.Settings;
using AiDevFramework.Grains.Settings;
using AiDevFramework.Silo.Clustering;
using AiDevFramework.Silo.Hosting;
using AiDevFramework.Silo.Telemetry;

try
{
    DotEnv.Load();
    if (args is ["health", ..])
    {
        return await HealthCommand.RunAsync(args, new GatewayOptions().Port, Console.Out, Console.Error);
    }

    var builder = WebApplication.CreateBuilder(
        new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory }); // watched: not a whole home folder
    builder.UsePlainSettingNames();
    builder.AddTelemetry();
    builder.AddEdge();
    builder.AddBackend(); // a silo in this process, or the client of a cluster
    builder.AddProgressFeed(); // follows the streams of the silos

    var app = builder.Build();
    app.RequireValidSettings();
    app.UseBanner();
    app.UseEdge();
    app.UseBackend();
    app.MapProgress();
    app.MapGroup("").WithMetadata(BrowserSignIn.Offered, RatePolicy.Dashboard).MapDashboard();
    return await app.RunUntilStoppedAsync();
}
catch (Exception exception) when (StartFailure.Explain(exception, Console.Error))
{
    return 1;
}
