using AiDevFramework.Grains.Settings;
using AiDevFramework.Silo;
using AiDevFramework.Silo.Health;
using AiDevFramework.Silo.Hosting;
using AiDevFramework.Silo.Telemetry;

try
{
    DotEnv.Load();
    if (args is ["migrate", ..])
    {
        return await MigrateCommand.RunAsync(args, Console.Out, Console.Error);
    }

    if (args is ["health", ..])
    {
        return await HealthCommand.RunAsync(args, new SiloOptions().Port, Console.Out, Console.Error);
    }

    var builder = WebApplication.CreateBuilder(
        new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
    builder.UsePlainSettingNames();
    builder.AddTelemetry();
    builder.AddSiloProcess();
    builder.AddClusterSilo();

    var app = builder.Build();
    app.RequireValidSettings();
    app.UseSiloBanner();
    app.MapHealthProbes();
    app.MapMetrics(); // PORT is for the network behind
    return await app.RunUntilStoppedAsync();
}
catch (Exception exception) when (StartFailure.Explain(exception, Console.Error))
{
    return 1;
}
