using AiDevFramework.Grains.Settings;
using AiDevFramework.Silo;

try
{
    DotEnv.Load();
    if (args is ["migrate", ..])
    {
        return await MigrateCommand.RunAsync(args, Console.Out, Console.Error);
    }

    var builder = WebApplication.CreateBuilder(
        new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
    builder.AddProjectSilo();

    var app = builder.Build();
    app.RequireValidSettings();
    await app.RunAsync();
    return 0;
}
catch (Exception exception) when (StartFailure.Explain(exception, Console.Error))
{
    return 1;
}
