using AiDevFramework.Grains.Abstractions.Documents;
using AiDevFramework.Plans.Blocks;
using AiDevFramework.Plans.Findings;
using AiDevFramework.Plans.Ledger;
using AiDevFramework.Plans.Outlines;
using AiDevFramework.Plans.Review;
using AiDevFramework.Plans.Tests.Intake;
using AiDevFramework.Plans.Tests.Probes;

namespace AiDevFramework.Plans.Tests.Checks;

/// <summary>Plans of the tests, as the project would hold them: normalised, with the blocks that code writes.</summary>
internal sealed record CheckedPlan(string Idea, ProjectLedger Ledger)
{
    public const string MarketplaceIdea = "A neighbourhood tool-lending marketplace with deposits, bookings and reviews";

    private static readonly DocumentType[] s_all = [DocumentType.EventStorming, DocumentType.Prd, DocumentType.TechStack, DocumentType.ExecutionPlan];

    public IReadOnlyDictionary<DocumentType, string> Texts { get; init; } = new Dictionary<DocumentType, string>();

    /// <summary>The honest answers for the English idea.</summary>
    public static CheckedPlan Marketplace => Of(MarketplaceIdea, "a");

    /// <summary>The honest answers for the German idea, which lose some of its demands.</summary>
    public static CheckedPlan Portal => Of(Sample.PortalIdea, "c");

    /// <summary>The German idea with an execution plan that carries all of them.</summary>
    public static CheckedPlan CarriedPortal => Portal.With(DocumentType.ExecutionPlan, Sample.Read("EXECUTION_PLAN-c.md"));

    public static CheckedPlan Of(string idea, params string[] stated) => new(idea, Intakes.OfCode(idea, stated));

    public CheckedPlan With(DocumentType type, string text) =>
        this with { Texts = new Dictionary<DocumentType, string>(Texts) { [type] = text } };

    public CheckedPlan Without(DocumentType type) => this with { Texts = Texts.Where(text => text.Key != type).ToDictionary() };

    /// <summary>With other words in a document.</summary>
    public CheckedPlan Edit(DocumentType type, string from, string to)
    {
        Assert.Contains(from, Texts[type], StringComparison.Ordinal);
        return With(type, Texts[type].Replace(from, to, StringComparison.Ordinal));
    }

    /// <param name="raw">A document that is checked as it came.</param>
    public CheckInput Input(DocumentType? raw = null) =>
        new(Idea, Ledger, [.. s_all.Where(Texts.ContainsKey).Select(type => type == raw ? ReadRaw(type, Texts[type]) : Read(type, Texts[type], Ledger))]);

    public IReadOnlyList<Finding>? Check(ICheck check) => check.Check(Input());

    /// <summary>The text as it came, with nothing put right.</summary>
    public static CheckedDocument ReadRaw(DocumentType type, string text) => PlanReview.Read(type, text);

    private static CheckedPlan Of(string idea, string sample) => new(idea, Intakes.OfCode(idea))
    {
        Texts = s_all.ToDictionary(type => type, type => SampleDocuments.Of(type, sample)),
    };

    private static CheckedDocument Read(DocumentType type, string text, ProjectLedger ledger)
    {
        var normal = Reader.Read(type, text).DocumentMd ?? text;
        var read = ReadRaw(type, normal);
        return (type, read.Reading.Outline) switch
        {
            (DocumentType.Prd, _) => ReadRaw(type, ConstraintBlock.Write(normal, ledger)),
            (DocumentType.ExecutionPlan, ScheduleOutline schedule) => ReadRaw(type, FitLine.Write(normal, ledger, schedule)),
            _ => read,
        };
    }
}
