using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.Plans.Catalogue;
using AiDevFramework.Plans.Documents;
using AiDevFramework.Plans.Findings;
using AiDevFramework.Plans.Review;

namespace AiDevFramework.Plans.Mending;

/// <summary>Where the writing of a document stands: a fold over the answers that are paid for, and over nothing else.</summary>
/// <param name="Checks">What finds errors beyond those of form.</param>
internal sealed record MendState(DocumentRow Row, StepMaterial Material, IReadOnlyList<ICheck> Checks)
{
    /// <summary>Of all documents so far the best one, with the fewest errors; of several the first. <see langword="null"/> where no answer was one.</summary>
    public Candidate? Best { get; private init; }

    /// <summary>What is wrong with the last answer that was no document.</summary>
    public string? Unreadable { get; private init; }

    /// <summary>The parts that the answer under way is asked for; <see langword="null"/>: the whole document.</summary>
    public MendOrder? Order { get; private init; }

    /// <summary>What of the answer under way is there already.</summary>
    public string? Begun { get; private init; }

    /// <summary>How often the answer under way was continued.</summary>
    public int Continuations { get; private init; }

    /// <summary>How often more was asked for after a fault, whole documents and parts.</summary>
    public int Rounds { get; private init; }

    /// <summary>How many of the rounds asked for the whole document.</summary>
    public int WholeRounds { get; private init; }

    /// <summary>Whether the last answer left fewer errors than there were.</summary>
    public bool HasImproved { get; private init; }

    /// <param name="earlier">The committed calls of the step, oldest first.</param>
    /// <param name="checks">All of them where nothing is said.</param>
    public static MendState Of(DocumentRow row, StepMaterial material, IReadOnlyList<EarlierCall> earlier, IReadOnlyList<ICheck>? checks = null)
    {
        var state = new MendState(row, material, checks ?? PlanChecks.All);
        foreach (var call in earlier)
        {
            state = call.Verdict switch
            {
                CallVerdict.Continue => state with { Begun = state.JoinedWith(call.Text), Continuations = state.Continuations + 1 },
                CallVerdict.Repair => state.Finish(call.Text, call.Mend is { Cut: true }).Ask(call.Mend),
                _ => state,
            };
        }

        return state;
    }

    /// <summary>The answer under way has come to its end.</summary>
    /// <param name="last">The last part of its text.</param>
    /// <param name="cut">Whether the length limit cut it all the same.</param>
    public MendState Finish(string last, bool cut)
    {
        var text = JoinedWith(last);
        string? complaint = null;
        var found = Order is { Parts: var slugs } && Best is { } best
            ? Mended(best, AnsweredParts.Read(Row, Material, text, slugs))
            : Read(text, cut, out complaint);
        var isBetter = found is not null && (Best is null || found.IsBetterThan(Best));
        return this with
        {
            Best = isBetter ? found : Best,
            HasImproved = isBetter,
            Unreadable = found is null ? complaint ?? Unreadable : Unreadable,
            Begun = null,
            Continuations = 0,
        };
    }

    /// <inheritdoc cref="Candidate.Read"/>
    public Candidate? Read(string markdown, bool cut, out string? complaint) => Candidate.Read(Row, Material, Checks, markdown, cut, out complaint);

    private MendState Ask(MendOrder? order) => this with
    {
        Order = order,
        Rounds = Rounds + 1,
        WholeRounds = WholeRounds + (order is null ? 1 : 0),
    };

    private string JoinedWith(string last) => Begun is null ? last : Continuation.Join(Begun, last);

    /// <summary>The document with the parts that were written anew: with all of them; where that leaves no fewer errors, with each that does by itself.</summary>
    private Candidate? Mended(Candidate document, IReadOnlyDictionary<string, string> written)
    {
        if (written.Count == 0)
        {
            return null;
        }

        var all = With(document, written);
        if (written.Count == 1 || all?.IsBetterThan(document) is true)
        {
            return all;
        }

        var best = document;
        foreach (var part in written)
        {
            if (With(best, new Dictionary<string, string> { [part.Key] = part.Value }) is { } other && other.IsBetterThan(best))
            {
                best = other;
            }
        }

        return best;
    }

    private Candidate? With(Candidate document, IReadOnlyDictionary<string, string> written) =>
        Read(Splice.Apply(document.Parts(Row, Material), written), cut: IsStillCut(document, written), out _);

    /// <summary>A document that broke off does so until its end is written anew.</summary>
    private bool IsStillCut(Candidate document, IReadOnlyDictionary<string, string> written)
    {
        var parts = document.IsCut ? document.Parts(Row, Material) : null;
        return parts is not null && !parts.All.Any(part => part.End >= parts.Last()?.End && written.ContainsKey(part.Slug));
    }
}
