using AiDevFramework.Hosting.Telemetry;
using AiDevFramework.Settings;
using Microsoft.Extensions.Options;

namespace AiDevFramework.Hosting;

/// <summary>What is on, in words for a start banner; <see langword="null"/> for what is not.</summary>
public static class StartFacts
{
    /// <summary>Which file the settings come from, or where one was looked for.</summary>
    public static string Settings =>
        DotEnv.LoadedFrom ?? $"environment (there is no {Path.Combine(HomeFolder.Path, DotEnv.FileName)})";

    /// <summary>Where traces go, without anybody's credentials, and whether they hold texts.</summary>
    public static string? Traces(IServiceProvider services)
    {
        var telemetry = services.GetRequiredService<IOptions<TelemetryOptions>>().Value;
        var langfuse = services.GetRequiredService<IOptions<LangfuseOptions>>().Value;
        List<string> places = [];
        if (langfuse.Enabled)
        {
            places.Add($"Langfuse at {PlaceOf(langfuse.Host)}");
        }

        if (telemetry.Exports)
        {
            places.Add($"collector at {PlaceOf(telemetry.OtlpEndpoint)}");
        }

        var content = telemetry.TraceContent ? ", with ideas, prompts and documents" : "";
        return places.Count == 0 ? null : string.Join(", ", places) + content;
    }

    private static string PlaceOf(string url) => new Uri(url).GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped);
}
