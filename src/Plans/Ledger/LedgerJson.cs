using System.Collections;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace AiDevFramework.Plans.Ledger;

/// <summary>The ledger as its column holds it: snake_case, without what is absent, never above <see cref="MaxBytes"/>.</summary>
internal static class LedgerJson
{
    public const int MaxBytes = 64 * 1024;

    /// <summary>Those of a ledger that is too large; each has less than a thousand characters.</summary>
    private const int MostDecisions = 20;

    private const int MostCounters = 1000;

    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DictionaryKeyPolicy = null,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // stored, and never written into HTML
        Converters = { new KindConverter() },
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { LeaveOutEmpty } },
    };

    /// <summary>What does not fit goes in the order in which a plan misses it least; what a request stated stays.</summary>
    public static string Write(ProjectLedger ledger)
    {
        var json = JsonSerializer.Serialize(ledger, Options);
        while (Encoding.UTF8.GetByteCount(json) > MaxBytes)
        {
            ledger = Smaller(ledger);
            json = JsonSerializer.Serialize(ledger, Options);
        }

        return json;
    }

    /// <summary>What was read of a text that is still in use: every step of a run asks for the same one several times.</summary>
    private static readonly ConditionalWeakTable<string, ProjectLedger> s_read = [];

    /// <returns>An empty ledger for a project from before there was one, and for a text that is no ledger.</returns>
    public static ProjectLedger Read(string? json) => json is null ? ProjectLedger.Empty : s_read.GetValue(json, Parse);

    private static ProjectLedger Parse(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<ProjectLedger>(json, Options) is { } ledger ? WithoutNulls(ledger) : ProjectLedger.Empty;
        }
        catch (JsonException)
        {
            return ProjectLedger.Empty;
        }
    }

    /// <summary>Most projects demand little: their ledgers are written with every step.</summary>
    private static void LeaveOutEmpty(JsonTypeInfo type)
    {
        foreach (var property in type.Properties.Where(property => !property.IsExtensionData && property.PropertyType != typeof(string)
            && typeof(IEnumerable).IsAssignableFrom(property.PropertyType)))
        {
            property.ShouldSerialize = (_, value) => value is IEnumerable items && items.GetEnumerator().MoveNext();
        }
    }

    private static ProjectLedger Smaller(ProjectLedger ledger) => ledger switch
    {
        { Unknown: not null } => ledger with { Unknown = null },
        { Counters.Count: > MostCounters } => ledger with { Counters = MainOf(ledger.Counters) },
        { Decisions.Count: > MostDecisions } => ledger with { Decisions = [.. ledger.Decisions.TakeLast(MostDecisions)] },
        { Questions.Count: > 0 } => ledger with { Questions = [] },
        { Roles.Count: > 0 } => ledger with { Roles = [] },
        { Quantities.Count: > 0 } => ledger with { Quantities = [] },
        { Notes.Count: > 0 } => ledger with { Notes = [] },
        { Constraints: [.., { Stated: false }] } => ledger with { Constraints = [.. ledger.Constraints.SkipLast(1)] },
        _ => throw new InvalidOperationException("What a request may state does not fit into a ledger."),
    };

    /// <summary>Of features, criteria and tasks of a plan that is meant all are kept; of a thousand features the criteria of the last are not.</summary>
    private static Dictionary<string, int> MainOf(IReadOnlyDictionary<string, int> counters) => counters
        .OrderBy(counter => char.IsAsciiDigit(counter.Key[^1])).ThenBy(counter => counter.Key.Length).ThenBy(counter => counter.Key, StringComparer.Ordinal)
        .Take(MostCounters).ToDictionary(counter => counter.Key, counter => counter.Value, StringComparer.Ordinal);

    /// <summary>JSON may say null where a list is expected; and databases have orders of their own for the members of an object.</summary>
    private static ProjectLedger WithoutNulls(ProjectLedger ledger) => ledger with
    {
        Stated = ledger.Stated ?? [],
        Constraints = [.. (ledger.Constraints ?? []).Where(constraint => constraint is { Id: not null, Quote: not null, Rule: not null })
            .Select(constraint => constraint with { Requires = constraint.Requires ?? [], Forbids = constraint.Forbids ?? [] })],
        Quantities = ledger.Quantities ?? [],
        Roles = ledger.Roles ?? [],
        Questions = [.. (ledger.Questions ?? []).Where(question => question is { Id: not null, Text: not null })
            .Select(question => question with { Options = question.Options ?? [], Default = question.Default ?? "", Touches = question.Touches ?? [] })],
        Decisions = [.. (ledger.Decisions ?? []).Where(decision => decision is { Id: not null, Text: not null, By: not null })
            .Select(decision => decision with { Alternatives = decision.Alternatives ?? [], Touches = decision.Touches ?? [] })],
        Notes = ledger.Notes ?? [],
        Counters = new SortedDictionary<string, int>((ledger.Counters ?? new Dictionary<string, int>()).ToDictionary(), StringComparer.Ordinal),
    };
}
