using AiDevFramework.Grains.Abstractions.Documents;
using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.Plans.Ledger;
using AiDevFramework.Plans.Mending;
using AiDevFramework.Plans.Tests.Documents;
using AiDevFramework.Plans.Tests.Probes;

namespace AiDevFramework.Plans.Tests.Mending;

/// <summary>What the checks find wrong with a document just written is asked for in the part that has it.</summary>
public sealed class CheckedCandidateTests
{
    private static StepMaterial Lending => new("Neighbours lend each other tools", Approach.Vertical)
    {
        Documents = new Dictionary<Step, string>
        {
            [Step.EventStorming] = SampleDocuments.Of(DocumentType.EventStorming),
            [Step.Prd] = SampleDocuments.Of(DocumentType.Prd),
            [Step.TechStack] = SampleDocuments.Of(DocumentType.TechStack),
        },
    };

    [Theory]
    [InlineData(DocumentType.EventStorming)]
    [InlineData(DocumentType.Prd)]
    [InlineData(DocumentType.TechStack)]
    [InlineData(DocumentType.ExecutionPlan)]
    public void Finish_OfAnHonestDocument_AsksForNothing(DocumentType type)
    {
        var state = Written(type, SampleDocuments.Of(type));

        Assert.Empty(state.Best!.Faults);
        Assert.Null(MendRules.NextOrder(state, otherModels: 1));
    }

    [Fact]
    public void Finish_OfAFeatureWithOneCriterion_AsksForThatFeature()
    {
        var prd = string.Join('\n', SampleDocuments.Of(DocumentType.Prd).Split('\n')
            .Where(line => !line.StartsWith("- AC3.", StringComparison.Ordinal) || line.StartsWith("- AC3.1", StringComparison.Ordinal)));

        var order = MendRules.NextOrder(Written(DocumentType.Prd, prd), otherModels: 0);

        Assert.Equal(["feature-3"], order!.Parts);
    }

    [Fact]
    public void Finish_OfAPlanThatLeavesAFeatureOut_AsksForAStageAndTakesTheAnswer()
    {
        var whole = SampleDocuments.Of(DocumentType.ExecutionPlan);
        var faulty = string.Join('\n', whole.Split('\n').Select(line =>
            line.StartsWith("**Features**", StringComparison.Ordinal) ? line.Replace(", F4", "", StringComparison.Ordinal).Replace("F4, ", "", StringComparison.Ordinal) : line));
        var state = Written(DocumentType.ExecutionPlan, faulty);
        var order = MendRules.NextOrder(state, otherModels: 0);

        Assert.Single(order!.Parts);
        Assert.Contains("F4", MendRules.ComplaintOf(state, order), StringComparison.Ordinal);
        var calls = new[] { new EarlierCall(CallVerdict.Repair, faulty, "F4", order with { Parts = ["stage-1", "stage-2", "stage-3"] }) };
        var mended = MendState.Of(SpliceTests.RowOf(DocumentType.ExecutionPlan), Lending, calls).Finish(whole, cut: false);
        Assert.Empty(mended.Best!.Faults);
    }

    [Fact]
    public void Finish_OfAPlanBeyondItsDeadline_AsksForAllStages()
    {
        var ledger = LedgerJson.Write(new ProjectLedger
        {
            Constraints = [new Constraint("C1", ConstraintKind.Deadline, "in two weeks", "two weeks", Hard: true) { Weeks = 2 }],
        });
        var state = MendState.Of(SpliceTests.RowOf(DocumentType.ExecutionPlan), Lending with { LedgerJson = ledger }, [])
            .Finish(SampleDocuments.Of(DocumentType.ExecutionPlan), cut: false);

        var order = MendRules.NextOrder(state, otherModels: 0);

        Assert.Contains("stage-1", order!.Parts);
        Assert.Equal(state.Best!.Parts(state.Row, state.Material).All.Count, order.Parts.Count);
    }

    /// <summary>Two names instead of three in the same complaint are progress.</summary>
    [Fact]
    public void IsBetterThan_OfAsManyErrors_LooksAtWhatTheyName()
    {
        var state = Written(DocumentType.Prd, SampleDocuments.Of(DocumentType.Prd));
        var three = state.Best! with { Faults = [new Fault("No feature serves A, B, C.", [])] };
        var two = state.Best! with { Faults = [new Fault("No feature serves A, B.", [])] };

        Assert.True(two.IsBetterThan(three));
        Assert.False(three.IsBetterThan(two));
        Assert.False(two.IsBetterThan(two));
        Assert.True(state.Best!.IsBetterThan(two));
    }

    /// <summary>A shorter sentence about another error says nothing: a plan that serves no feature at all is no better than one that names a criterion too many.</summary>
    [Fact]
    public void IsBetterThan_OfAsManyErrorsOfOtherChecks_KeepsTheFirst()
    {
        var state = Written(DocumentType.Prd, SampleDocuments.Of(DocumentType.Prd));
        var first = state.Best! with { Faults = [new Fault("AC2.2, AC3.1 and AC3.2 are referred to and are not there.", [], Check: 3)] };
        var second = state.Best! with { Faults = [new Fault("No stage says which features it completes.", [], Check: 17)] };

        Assert.False(second.IsBetterThan(first));
        Assert.False(first.IsBetterThan(second));
    }

    /// <summary>A fold over generated answers: the best is never worse than any answer that was paid for, and what is stored reads as it is.</summary>
    [Fact]
    public void Of_GeneratedAnswers_KeepsTheBestOfAll()
    {
        var row = SpliceTests.RowOf(DocumentType.Prd);
        var whole = SampleDocuments.Of(DocumentType.Prd);
        string[] headings = ["## 3. User Stories", "## 5. Success Metrics", "## 6. Technical Constraints", "## 7. Out of Scope"];
        var random = new Random(17);
        for (var round = 0; round < 60; round++)
        {
            var calls = new List<EarlierCall>();
            var least = int.MaxValue;
            for (var call = 0; call < 3; call++)
            {
                var text = headings.Where(_ => random.Next(2) == 0).Aggregate(whole, SectionEditor.Remove);
                text = random.Next(6) == 0 ? text[..random.Next(text.Length)] : text;
                calls.Add(new EarlierCall(CallVerdict.Repair, text, "No.", random.Next(2) == 0 || call == 2 ? null : new MendOrder("PRD", ["user-stories", "out-of-scope"])));
                var alone = MendState.Of(row, Lending, []).Finish(text, cut: false).Best;
                least = call == 0 || calls[call - 1].Mend is null ? Math.Min(least, alone?.Faults.Count ?? int.MaxValue) : least;
                var best = MendState.Of(row, Lending, calls).Best;
                Assert.True((best?.Faults.Count ?? int.MaxValue) <= least, $"{best?.Faults.Count} after {least}");
            }

            if (MendState.Of(row, Lending, calls) is { Best: not null } state)
            {
                var stored = MendRules.Finished(state).Text;
                Assert.Equal(stored, row.Examine(Lending, stored).Text);
            }
        }
    }

    private static MendState Written(DocumentType type, string text) =>
        MendState.Of(SpliceTests.RowOf(type), Lending, []).Finish(text, cut: false);
}
