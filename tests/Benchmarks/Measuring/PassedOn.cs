using System.Collections;

namespace AiDevFramework.Benchmarks.Measuring;

/// <summary>Variables <c>BENCH_X</c> of this process, which a measured service gets as <c>X</c>: to try settings of the runtime, such
/// as <c>BENCH_DOTNET_TieredPGO=0</c>.</summary>
internal static class PassedOn
{
    private const string Prefix = "BENCH_";

    /// <returns><paramref name="settings"/> with those variables.</returns>
    public static Dictionary<string, string?> Over(Dictionary<string, string?> settings)
    {
        foreach (DictionaryEntry variable in Environment.GetEnvironmentVariables())
        {
            if (variable.Key is string name && name.StartsWith(Prefix, StringComparison.Ordinal))
            {
                settings[name[Prefix.Length..]] = (string?)variable.Value;
            }
        }

        return settings;
    }
}
