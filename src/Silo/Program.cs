using AiDevFramework.Hosting;
using AiDevFramework.Hosting.Health;
using AiDevFramework.Hosting.Telemetry;
using AiDevFramework.Settings;
using AiDevFramework.Silo;
using AiDevFramework.Silo.Hosting;

try
{
    ProcessLog.Use(args);
    if (CommandLine.Answer(args, "Silo", "one of the processes that do the work of a cluster", Console.Out, Console.Error) is { } answered)
    {
        return answered;
    }

    DotEnv.Load();
    ProcessLog.Use(args);
    ListenUrls.Adopt(args);
    return args switch
    {
        ["migrate", ..] => await MigrateCommand.RunAsync(args, Console.Out, Console.Error),
        ["health", ..] => await HealthCommand.RunAsync(args, new SiloOptions().Port, Console.Out, Console.Error),
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
        new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
    builder.UsePlainSettingNames();
    builder.AddTelemetry();
    builder.AddSiloProcess();
    builder.AddClusterSilo();

    var app = builder.Build().CheckSettings();
    app.UseSiloBanner();
    app.MapHealthProbes();
    app.MapMetrics(); // PORT is for the network behind
    return app;
}
