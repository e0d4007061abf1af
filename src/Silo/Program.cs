using AiDevFramework.Grains.Settings;
using AiDevFramework.Silo;

try
{
    DotEnv.Load();
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
