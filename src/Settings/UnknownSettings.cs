using System.Text.RegularExpressions;

namespace AiDevFramework.Settings;

/// <summary>Finds names that were meant for this service and are none of its settings: a slip that would silently do nothing.</summary>
public static partial class UnknownSettings
{
    /// <summary>Whatever begins so in the environment was meant for us.</summary>
    private static readonly string[] _families =
    [
        "OPENROUTER_", "LANGFUSE_", "LLM_", "ORLEANS_", "RATE_LIMIT", "POSTGRES_", "PROGRESS_MAX_", "PROGRESS_IDLE", "TRACE_CONTENT",
        "OFFLINE_PLANNER", "ADMIN_TOKEN", "MAX_COST_USD", .. StepFamilies(),
    ];

    /// <summary>Names of PostgreSQL's container image, which share an environment with ours in many a compose file.</summary>
    private static readonly string[] _postgresImage =
        ["POSTGRES_INITDB_ARGS", "POSTGRES_INITDB_WALDIR", "POSTGRES_HOST_AUTH_METHOD", "POSTGRES_VERSION"];

    /// <param name="environment">Names of the process environment, those of the file among them or not.</param>
    /// <param name="file">Names of the <c>.env</c> file with the number of their line.</param>
    /// <param name="path">Where the file is.</param>
    /// <returns>A sentence for each unknown name. It never repeats a value.</returns>
    public static IEnumerable<string> Find(IEnumerable<string> environment, IReadOnlyDictionary<string, int> file, string? path)
    {
        foreach (var (name, line) in file.Where(item => !KnownSettings.IsKnown(item.Key)).OrderBy(item => item.Value))
        {
            var advice = AdviceFor(name);
            yield return IsShowable(name, advice is not null)
                ? $"{name} ({path}, line {line}) is no setting of this service and does nothing.{advice}"
                : $"{path}, line {line} sets a name that is no setting of this service and does nothing.";
        }

        var names = environment.ToList();
        var inPod = names.Contains("KUBERNETES_SERVICE_HOST");
        foreach (var name in names.Where(name => !file.ContainsKey(name) && LooksLikeOurs(name, inPod)).Order(StringComparer.Ordinal))
        {
            yield return $"{name} (environment) is no setting of this service and does nothing.{AdviceFor(name)}";
        }
    }

    /// <summary>The beginnings of the settings that each step has. One of a single word may begin anything: <c>PRD_</c>.</summary>
    private static IEnumerable<string> StepFamilies()
    {
        const string ofEachStep = "_FALLBACK_MODELS";
        return KnownSettings.Names
            .Where(name => name.EndsWith(ofEachStep, StringComparison.Ordinal))
            .Select(name => name[..(name.Length - ofEachStep.Length + 1)])
            .Where(family => family.IndexOf('_', StringComparison.Ordinal) < family.Length - 1);
    }

    private static bool LooksLikeOurs(string name, bool inPod)
    {
        if (KnownSettings.IsKnown(name) || _postgresImage.Contains(name) || (inPod && KubernetesName().IsMatch(name)))
        {
            return false;
        }

        return _families.Any(family => name.StartsWith(family, StringComparison.OrdinalIgnoreCase)) || IsSlip(name);
    }

    /// <summary>The longer a name, the less likely it is that a stranger's differs from it by so little.</summary>
    private static bool IsSlip(string name)
    {
        var allowed = KnownSettings.Bare(name).Length switch
        {
            >= 10 => 2,
            >= 7 => 1,
            _ => 0,
        };
        return KnownSettings.Nearest(name).Distance <= allowed;
    }

    private static string? AdviceFor(string name)
    {
        var (nearest, distance) = KnownSettings.Nearest(name);
        var alike = KnownSettings.SharedStart(name, nearest);
        return distance <= Math.Max(2, nearest.Length / 3) || alike >= 4 ? $" The nearest one is {nearest}." : null;
    }

    /// <summary>A pasted secret that ends in = reads like a name.</summary>
    private static bool IsShowable(string name, bool isNearKnown) =>
        name.Length <= 64 && (PlainName().IsMatch(name) || (isNearKnown && IsSlip(name)));

    /// <summary>Words of up to 20 capitals, in which there are few digits.</summary>
    [GeneratedRegex("^(?!.*[0-9].*[0-9].*[0-9])[A-Z][A-Z0-9]{0,19}(_[A-Z0-9]{0,20})*$|^(?!.*[0-9])[a-z]{1,20}([_.][a-z]{1,20})*$")]
    private static partial Regex PlainName();

    /// <summary>What Kubernetes sets for each service, whatever its name.</summary>
    [GeneratedRegex("_SERVICE_(HOST|PORT(_.*)?)$|_PORT(_[0-9]+_(TCP|UDP|SCTP)(_.*)?)?$")]
    private static partial Regex KubernetesName();
}
