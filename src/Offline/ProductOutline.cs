using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.Plans.Ledger;

namespace AiDevFramework.Offline;

/// <summary>What all documents of an idea are written from.</summary>
/// <param name="Ledger">What binds the plan, and what the idea leaves open.</param>
/// <param name="Overflow">Clauses that a first release has no room for.</param>
internal sealed record ProductOutline(
    IdeaReading Reading, ProjectLedger Ledger, IReadOnlyList<OutlineFeature> Features, IReadOnlyList<string> Overflow, bool IsCommandLine)
{
    private const int MostOfLow = 3;
    private const int MostOfMedium = 8;
    private const int ManyFeatures = 4;

    public bool IsGerman { get; } = Wording.IsGerman(Ledger.Language);

    public string Name => Reading.Name ?? (Reading.Product is { } product && !Grammar.IsGeneric(product) ? Quote.Name(product) : Features[0].Name);

    public bool ComplexDomain => Features.Any(feature => feature.Piece.Shape is Shape.Book or Shape.Lend or Shape.Pay or Shape.Order or Shape.Approve or Shape.SignIn)
        || Ledger.Constraints.Any(constraint => constraint.Kind is ConstraintKind.Law or ConstraintKind.Integration);

    public bool UseEventStorming => Features.Count >= ManyFeatures || ComplexDomain;

    public Approach Approach => Features.Count < ManyFeatures ? Approach.Horizontal : Approach.Vertical;

    public Complexity Complexity => (Features.Count, ComplexDomain) switch
    {
        ( <= MostOfLow, false) => Complexity.Low,
        ( <= MostOfLow, true) => Complexity.Medium,
        ( <= MostOfMedium, false) => Complexity.Medium,
        _ => Complexity.High,
    };

    public string Say(string english, string german) => IsGerman ? german : english;

    /// <summary>Words of the idea, marked as such.</summary>
    public string Quoted(string words) => IsGerman ? $"„{words}“" : $"“{words}”";

    public IEnumerable<Constraint> Of(ConstraintKind kind) => Ledger.Constraints.Where(constraint => constraint.Kind == kind);
}
