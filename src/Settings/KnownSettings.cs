using System.Text.RegularExpressions;

namespace AiDevFramework.Settings;

/// <summary>
/// The names of all settings of all processes, as <c>.env.example</c> documents them. One <c>.env</c> may serve a gateway and a silo, so
/// each of them knows the names of both.
/// </summary>
public static partial class KnownSettings
{
    private const string Resource = "settings.env.example";

    /// <summary>Beginnings and names that .NET, OpenTelemetry, Npgsql, the system and Kubernetes read.</summary>
    private static readonly string[] _platform =
    [
        "OTEL_", "DOTNET_", "ASPNETCORE_", "COMPLUS_", "CORECLR_", "PG", "SSL_CERT_", "LC_", "KUBERNETES_", "POD_", "AIDEV_", "MALLOC_", "LD_",
        "HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "ALL_PROXY", "TZ", "LANG", "PATH", "HOME", "TMPDIR", "URLS", "HTTP_PORTS",
    ];

    /// <summary>Other names of settings, see <see cref="SettingAliasAttribute"/>; the file has each setting once.</summary>
    private static readonly string[] _aliases = ["LANGFUSE_BASE_URL", "LANGFUSE_BASEURL"];

    private static readonly HashSet<string> _names = Read();

    public static IReadOnlyCollection<string> Names => _names;

    public static bool IsKnown(string name) =>
        _names.Contains(name) || _platform.Any(known => known[^1] == '_' || known == "PG"
            ? name.StartsWith(known, StringComparison.OrdinalIgnoreCase)
            : name.Equals(known, StringComparison.OrdinalIgnoreCase));

    /// <returns>A known name that begins with this one, else the one that differs least, and by how many letters it differs; case and
    /// separators do not count.</returns>
    public static (string Name, int Distance) Nearest(string name)
    {
        var bare = Bare(name);
        return _names
            .Select(known => (Name: known, Distance: EditDistance.Of(bare, Bare(known))))
            .OrderByDescending(known => bare.Length >= 6 && Bare(known.Name).StartsWith(bare, StringComparison.Ordinal))
            .ThenBy(known => Math.Min(known.Distance, CutDistance(bare, known.Name)))
            .ThenBy(known => known.Distance)
            .ThenByDescending(known => SharedStart(name, known.Name))
            .First();
    }

    /// <returns>How many letters two names begin with alike.</returns>
    public static int SharedStart(string first, string second) =>
        first.Zip(second).TakeWhile(pair => char.ToUpperInvariant(pair.First) == char.ToUpperInvariant(pair.Second)).Count();

    public static string Bare(string name) => string.Concat(name.Where(char.IsAsciiLetterOrDigit)).ToUpperInvariant();

    /// <summary>A slip in a name whose last words somebody left out: <c>LLM_TIMOUT</c>. Leaving them out counts as two letters.</summary>
    private static int CutDistance(string bare, string known)
    {
        const int leftOut = 2;
        var words = known.Split('_');
        return Enumerable.Range(2, Math.Max(words.Length - 2, 0))
            .Select(count => leftOut + EditDistance.Of(bare, Bare(string.Concat(words.Take(count)))))
            .DefaultIfEmpty(int.MaxValue)
            .Min();
    }

    private static HashSet<string> Read()
    {
        using var stream = typeof(KnownSettings).Assembly.GetManifestResourceStream(Resource)!;
        using var reader = new StreamReader(stream);
        return Line().Matches(reader.ReadToEnd()).Select(line => line.Groups["name"].Value).Concat(_aliases).ToHashSet(StringComparer.OrdinalIgnoreCase);
    }

    [GeneratedRegex("^(# )?(?<name>[A-Z][A-Z0-9_]+)=", RegexOptions.Multiline)]
    private static partial Regex Line();
}
