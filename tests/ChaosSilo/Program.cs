using AiDevFramework.ChaosSilo.Faults;
using AiDevFramework.Hosting;
using AiDevFramework.Hosting.Health;
using AiDevFramework.Hosting.Telemetry;
using AiDevFramework.Settings;
using AiDevFramework.Silo.Hosting;

namespace AiDevFramework.ChaosSilo;

/// <summary>The silo of src/Silo, line by line, with fault points around its seams. Never shipped.</summary>
internal static class Program
{
    private static async Task<int> Main(string[] args)
    {
        try
        {
            Writer.NameConnections();
            var builder = WebApplication.CreateBuilder(
                new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
            builder.UsePlainSettingNames();
            builder.AddTelemetry();
            builder.AddSiloProcess();
            builder.AddClusterSilo();
            builder.AddFaultPoints();

            var app = builder.Build();
            app.RequireValidSettings();
            app.UseSiloBanner();
            app.MapHealthProbes();
            app.MapMetrics();
            app.MapFaults();
            await app.RunUntilStoppedAsync();
            return 0;
        }
        catch (Exception exception) when (StartFailure.Explain(exception, Console.Error))
        {
            return 1;
        }
    }
}
