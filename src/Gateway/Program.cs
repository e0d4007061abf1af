using AiDevFramework.Gateway;
using AiDevFramework.Gateway.Hosting;
using AiDevFramework.Gateway.Pages.SignIn;
using AiDevFramework.Gateway.Progress;
using AiDevFramework.Gateway.Security;
using AiDevFramework.Gateway.Settings;
using AiDevFramework.Hosting;
using AiDevFramework.Hosting.Clustering;
using AiDevFramework.Hosting.Telemetry;
using AiDevFramework.Settings;

try
{
    ProcessLog.Use(args);
    if (CommandLine.Answer(args, "Gateway", "the API, with everything behind it or before a cluster", Console.Out, Console.Error) is { } answered)
    {
        return answered;
    }

    DotEnv.Load();
    ProcessLog.Use(args);
    ListenUrls.Adopt(args);
    return args switch
    {
        ["migrate", ..] => await Embedded.MigrateAsync(args, Console.Out, Console.Error),
        ["health", ..] => await HealthCommand.RunAsync(args, new GatewayOptions().Port, Console.Out, Console.Error),
        _ => await AppRun.RunAsync(Compose),
    };
}
catch (Exception exception) when (StartFailure.Explain(exception, Console.Error))
{
    return 1;
}

WebApplication Compose()
{
    var builder = WebApplication.CreateBuilder(
        new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory }); // watched: not a whole home folder
    builder.UsePlainSettingNames();
    builder.AddTelemetry();
    builder.AddEdge();
    builder.AddFirstVisitLink();
    builder.AddBackend(); // a silo in this process, or the client of a cluster
    builder.AddProgressFeed(); // follows the streams of the silos

    var app = builder.Build().CheckSettings();
    app.UseBanner();
    app.UseEdge();
    app.UseBackend();
    app.MapProgress();
    app.MapGroup("").WithMetadata(BrowserSignIn.Offered, RatePolicy.Dashboard).MapDashboard();
    return app;
}
