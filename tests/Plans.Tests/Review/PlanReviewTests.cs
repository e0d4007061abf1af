using AiDevFramework.Grains.Abstractions.Documents;
using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.Plans.Catalogue;
using AiDevFramework.Plans.Ledger;
using AiDevFramework.Plans.Review;
using AiDevFramework.Plans.Tests.Intake;
using AiDevFramework.Plans.Tests.Probes;

namespace AiDevFramework.Plans.Tests.Review;

/// <summary>Plans as they are while a run goes on, and with parts that no model wrote.</summary>
public sealed class PlanReviewTests
{
    private static readonly DocumentType[] s_types = [DocumentType.EventStorming, DocumentType.Prd, DocumentType.TechStack, DocumentType.ExecutionPlan];

    [Theory]
    [InlineData("a")]
    [InlineData("c")]
    public void Of_ADocumentThatLacksAPart_IsToldAndNeverThrows(string idea)
    {
        var ledger = LedgerJson.Write(Intakes.OfCode(Sample.PortalIdea));
        foreach (var type in s_types)
        {
            var lines = SampleDocuments.Of(type, idea).Split('\n');
            var heads = lines.Index().Where(line => line.Item.StartsWith("## ", StringComparison.Ordinal)).Select(line => line.Index).Append(lines.Length).ToList();
            for (var index = 0; index + 1 < heads.Count; index++)
            {
                foreach (var text in new[]
                {
                    string.Join('\n', lines[..heads[index]].Concat(lines[heads[index + 1]..])),
                    string.Join('\n', lines[..(heads[index] + 1)].Append("None: this part is missing.").Concat(lines[heads[index + 1]..])),
                })
                {
                    var row = StepCatalogue.Of(type);
                    var named = row.Name(new StepMaterial(Sample.PortalIdea, Approach.Vertical) { LedgerJson = ledger }, row.ReadStored(text));
                    for (var count = 1; count <= s_types.Length; count++)
                    {
                        var review = PlanReview.Of(new PlanSource(
                            Guid.Empty, Sample.PortalIdea, named.LedgerJson ?? ledger,
                            [.. s_types.Take(count).Select(other => new PlanText(other, other == type ? named.Text : SampleDocuments.Of(other, idea), 1, Offline: false))],
                            WasChecked: true));

                        Assert.Equal(count < s_types.Length, review.Verdict is PlanVerdict.Draft);
                    }
                }
            }
        }
    }

    [Fact]
    public void Of_TheSamples_HasVerdictAndCoverage()
    {
        var texts = s_types.Select(type => new PlanText(type, SampleDocuments.Of(type), 1, Offline: false)).ToList();
        var source = new PlanSource(Guid.Empty, "A neighbourhood tool-lending marketplace with deposits, bookings and reviews", null, texts, WasChecked: true);

        Assert.Equal(PlanVerdict.Ready, PlanReview.Of(source).Verdict);
        Assert.Equal(new PlanShare(21, 21), PlanReview.Of(source).Coverage.EventsServed);
        Assert.Equal(PlanVerdict.Concerns, PlanReview.Of(source with { Documents = [.. texts.Select(text => text with { HasConcerns = true })] }).Verdict);
        Assert.Equal(PlanVerdict.Draft, PlanReview.Of(source with { Documents = [.. texts.Select(text => text with { Offline = true })] }).Verdict);
        Assert.Equal(PlanVerdict.Unchecked, PlanReview.Of(source with { WasChecked = false }).ShownVerdict);
    }
}
