using Microsoft.Extensions.Configuration.EnvironmentVariables;

namespace AiDevFramework.Hosting;

public static class SettingNames
{
    /// <summary>Settings have the names that docs/guide/settings.md lists and no others. The framework takes what begins with <c>DOTNET_</c> or
    /// <c>ASPNETCORE_</c> for settings too, without the prefix: the <c>DOTNET_VERSION</c> of container images would be our
    /// <c>VERSION</c>. Call it first; the environment's name is known by then.</summary>
    public static IHostApplicationBuilder UsePlainSettingNames(this IHostApplicationBuilder builder)
    {
        var sources = builder.Configuration.Sources;
        foreach (var prefixed in sources.OfType<EnvironmentVariablesConfigurationSource>().Where(source => source.Prefix is { Length: > 0 }).ToList())
        {
            sources.Remove(prefixed);
        }

        return builder;
    }
}
