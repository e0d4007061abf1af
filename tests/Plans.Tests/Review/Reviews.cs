using AiDevFramework.Grains.Abstractions.Documents;
using AiDevFramework.Plans.Findings;
using AiDevFramework.Plans.Ledger;
using AiDevFramework.Plans.Review;
using AiDevFramework.Plans.Tests.Intake;
using AiDevFramework.Plans.Tests.Probes;

namespace AiDevFramework.Plans.Tests.Review;

/// <summary>Plans of the tests: the documents of the samples, with or without a change.</summary>
internal static class Reviews
{
    private static readonly DocumentType[] s_types = [DocumentType.EventStorming, DocumentType.Prd, DocumentType.TechStack, DocumentType.ExecutionPlan];

    /// <summary>The marketplace in English (a) or the portal in German (c), with its ledger.</summary>
    /// <param name="change">Gives each document another text.</param>
    public static CheckInput Sample(string idea, Func<DocumentType, string, string>? change = null) =>
        Input(idea == "c" ? Plans.Tests.Sample.PortalIdea : "A neighbourhood tool-lending marketplace with deposits, bookings and reviews",
            [.. s_types.Select(type => (type, change is null ? SampleDocuments.Of(type, idea) : change(type, SampleDocuments.Of(type, idea))))]);

    /// <summary>The sample with one document in other words.</summary>
    /// <param name="edits">Pairs of words that are there and words in their place.</param>
    public static CheckInput Edited(string idea, DocumentType type, params (string From, string To)[] edits) => Sample(idea, (other, text) =>
    {
        foreach (var (from, to) in other == type ? edits : [])
        {
            Assert.Contains(from, text, StringComparison.Ordinal);
            text = text.Replace(from, to, StringComparison.Ordinal);
        }

        return text;
    });

    public static CheckInput Input(string idea, params (DocumentType Type, string Text)[] documents) =>
        Input(Intakes.OfCode(idea), idea, documents);

    public static CheckInput Input(ProjectLedger ledger, string idea, params (DocumentType Type, string Text)[] documents) =>
        new(idea, ledger, [.. documents.Select(document => PlanReview.Read(document.Type, document.Text))]);
}
