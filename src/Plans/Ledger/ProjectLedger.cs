using System.Text.Json;
using System.Text.Json.Serialization;

namespace AiDevFramework.Plans.Ledger;

/// <summary>What the texts of a project cannot hold: what its idea demands, leaves open and counts. One JSON column of the project.</summary>
internal sealed record ProjectLedger
{
    public const string CurrentSchema = "aidev.ledger/1";

    public static readonly ProjectLedger Empty = new();

    public string Schema { get; init; } = CurrentSchema;

    /// <summary>BCP 47; <see langword="null"/> where nobody can tell.</summary>
    public string? Language { get; init; }

    /// <summary>Constraints as the request stated them, in its words.</summary>
    public IReadOnlyList<string> Stated { get; init; } = [];

    /// <summary>The language that the request asked for.</summary>
    public string? StatedLanguage { get; init; }

    public IReadOnlyList<Constraint> Constraints { get; init; } = [];

    public IReadOnlyList<Quantity> Quantities { get; init; } = [];

    /// <summary>As the idea says it.</summary>
    public DayRate? DayRate { get; init; }

    public IReadOnlyList<Role> Roles { get; init; } = [];

    public IReadOnlyList<OpenQuestion> Questions { get; init; } = [];

    public IReadOnlyList<Decision> Decisions { get; init; } = [];

    public IReadOnlyList<IntakeNote> Notes { get; init; } = [];

    /// <summary>The highest number ever given, by letter: <c>C</c>, <c>Q</c>. A number is never given twice.</summary>
    public IReadOnlyDictionary<string, int> Counters { get; init; } = new Dictionary<string, int>();

    /// <summary>Members of a newer release: an older one keeps them.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Unknown { get; init; }

    /// <summary>Whether a plan of this project begins with anything of it.</summary>
    [JsonIgnore]
    public bool HasConstraints => Constraints.Count > 0;

    /// <summary>What a person's day costs, by the last answer to a question or else by the idea; <see langword="null"/> where nobody said it.</summary>
    [JsonIgnore]
    public DayRate? GivenRate => Questions.LastOrDefault(question => question.DayRate is not null)?.DayRate ?? DayRate;

    /// <param name="counter">The letters of a kind of identifiers, and <paramref name="number"/> the highest that was given.</param>
    public ProjectLedger WithCounter(string counter, int number) =>
        this with { Counters = new SortedDictionary<string, int>(Counters.ToDictionary(), StringComparer.Ordinal) { [counter] = number } };
}
