using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.Plans.Catalogue;
using AiDevFramework.Plans.Examples;
using AiDevFramework.Plans.Ledger;
using AiDevFramework.Plans.Review;

namespace AiDevFramework.Grains.Tests.Offline.Recordings;

/// <summary>What the product's own checks say of the recorded plans, and what adds up in them.</summary>
public sealed class RecordedPlanTests
{
    public static TheoryData<string> Examples => [.. ExampleCatalogue.All.Select(example => example.Name)];

    [Theory]
    [MemberData(nameof(Examples))]
    public void Review_OfARecordedPlan_FindsNothing(string name)
    {
        var review = Review(name);

        Assert.Empty(review.Result.Findings.Select(finding => $"{finding.Check} {finding.Severity} {finding.Document} {finding.Target} {finding.Line}: {finding.Message} [{finding.Excerpt}]"));
        Assert.Equal(PlanVerdict.Ready, review.Verdict);
        Assert.Empty(review.Result.NotChecked.Except(WithNothingToLookAt(name)));
    }

    /// <summary>The days of a stage's tasks fit into its duration: of two people in the portal, three in the marketplace, one in the renamer.</summary>
    [Theory]
    [InlineData("portal", 2, 110, 12)]
    [InlineData("marketplace", 3, 148, 12)]
    [InlineData("renamer", 1, 9, 2)]
    public void Days_OfTheTasks_AddUpToWhatFitSays(string name, int people, int days, int weeks)
    {
        var plan = Review(name).Plan;

        Assert.All(plan.Stages.SelectMany(stage => stage.Tasks), task => Assert.True(task.Days > 0, task.Id));
        Assert.All(plan.Stages, stage => Assert.True(stage.Tasks.Sum(task => task.Days) <= stage.Days * people, $"stage {stage.Number}"));
        Assert.Equal(days, plan.Stages.Sum(stage => stage.Tasks.Sum(task => task.Days)));
        Assert.Equal(weeks, (int)Math.Ceiling(plan.Stages.Sum(stage => stage.Days ?? 0) / 5m));
        Assert.Contains(days == 9 ? "9 working days" : $"{days} ", FitOf(name), StringComparison.Ordinal);
    }

    /// <summary>Even where all people share each task, what waits for something else, and for others, is done before its stage ends.</summary>
    [Theory]
    [InlineData("portal", 2)]
    [InlineData("marketplace", 3)]
    [InlineData("renamer", 1)]
    public void Tasks_InTheirOrderAndWithWhatTheyWaitFor_EndWithinTheirStages(string name, int people)
    {
        var ends = new Dictionary<string, decimal>();
        var stageEnd = 0m;
        foreach (var stage in Review(name).Plan.Stages)
        {
            var stageBegin = stageEnd;
            stageEnd += stage.Days!.Value;
            foreach (var task in stage.Tasks)
            {
                var begins = task.After.Select(id => ends[id]).Append(stageBegin).Max();
                var worked = begins + (task.Days!.Value / people);
                ends[task.Id] = worked + (task.LeadDays ?? 0);
                Assert.True(worked <= stageEnd, $"{task.Id} ends on day {worked}, its stage on day {stageEnd}.");
            }
        }
    }

    /// <summary>Checks of constraints where none is stated, and of events where no session was held. Of the portal all of them run.</summary>
    private static int[] WithNothingToLookAt(string name) => name switch
    {
        "portal" => [],
        "renamer" => [11, 12, 13, 14, 31, 32, 33, 34],
        _ => [31, 32, 33, 34],
    };

    private static string FitOf(string name) => ExamplePlay.Of(name).Documents[Step.ExecutionPlan].Split("## Stage 1")[0];

    private static PlanReview Review(string name)
    {
        var play = ExamplePlay.Of(name);
        return PlanReview.Of(new PlanSource(
            Guid.Empty,
            play.Example.Idea,
            LedgerJson.Write(play.Ledger),
            [.. play.Documents.Select(document => new PlanText(StepCatalogue.Of(document.Key).Document!.Type, document.Value, Version: 1, Offline: false))],
            WasChecked: true));
    }
}
