using AiDevFramework.Plans.Findings;
using AiDevFramework.Plans.Review;
using AiDevFramework.Plans.Tests.Checks.Seeds;
using AiDevFramework.Plans.Typed;

namespace AiDevFramework.Plans.Tests.Checks;

/// <summary>A document is judged when it is written by the checks that are about it: nothing else of it is found than all checks find.</summary>
public sealed class WrittenDocumentTests
{
    private static IEnumerable<CheckInput> Inputs =>
        SeedList.All.Select(seed => seed.Plan.Input(seed.Raw)).Append(CheckedPlan.Marketplace.Input()).Append(CheckedPlan.Portal.Input()).Append(CheckedPlan.CarriedPortal.Input());

    [Fact]
    public void Run_OfTheDocumentThatWasWritten_FindsWhatAllChecksFindInIt()
    {
        var found = 0;
        foreach (var whole in Inputs)
        {
            for (var count = 1; count <= whole.Documents.Count; count++)
            {
                CheckInput sofar = new(whole.Idea, whole.Ledger, [.. whole.Documents.Take(count)]);
                var written = sofar.Documents[^1].Type;

                var own = PlanChecks.Run(new(sofar.Idea, sofar.Ledger, sofar.Documents) { Written = written }).Findings.Where(finding => finding.Document == written).ToList();

                Assert.Equal(PlanChecks.Run(sofar).Findings.Where(finding => finding.Document == written), own);
                found += own.Count;
            }
        }

        Assert.True(found >= SeedList.All.Count);
    }

    [Fact]
    public void Check_ThatIsAboutOneDocument_FindsNothingInAnother() => Assert.All(
        from input in Inputs from check in PlanChecks.All where check.About is not null from finding in check.Check(input) ?? [] select (check.About, finding.Document),
        pair => Assert.Equal(pair.About, pair.Document));

    [Fact]
    public void Read_OfDocumentsThatWereReadBefore_GivesTheSamePlanAsOfFreshOnes()
    {
        foreach (var input in Inputs)
        {
            List<ReadDocument> known = [.. input.Documents.Select(document => new ReadDocument(document.Type, document.Reading))];
            List<ReadDocument> fresh = [.. known.Select(document => document with { Reading = document.Reading with { Drawn = null } })];
            var counted = input.Ledger with { Counters = new SortedDictionary<string, int>(StringComparer.Ordinal) { ["A"] = 7, ["IF"] = 3, ["T1"] = 90 } };
            _ = PlanReader.Read(known, input.Ledger);
            _ = PlanReader.Read([.. known.Take(2)], counted);

            Assert.Equivalent(PlanReader.Read(fresh, counted), PlanReader.Read(known, counted));
            Assert.Equivalent(PlanReader.Read(fresh, input.Ledger), PlanReader.Read(known, input.Ledger));
        }
    }
}
