using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.Grains.Prompts;
using AiDevFramework.Plans.Catalogue;
using AiDevFramework.Plans.Language;
using AiDevFramework.Plans.Outlines;
using AiDevFramework.Plans.Reading;

namespace AiDevFramework.Grains.Tests.Prompts;

/// <summary>What the prompts show as the form of an answer is read with all its members, and is in normal form.</summary>
public sealed class PromptFormTests
{
    private static readonly PromptLibrary Shipped = new(Path.Combine(AppContext.BaseDirectory, "prompts"));

    public static TheoryData<Step> Documents => [.. StepCatalogue.Rows.Where(row => row.Document is not null).Select(row => row.Step)];

    [Theory]
    [MemberData(nameof(Documents))]
    public void Read_OfTheFormThatAPromptShows_IsSoundAndInNormalForm(Step step)
    {
        var row = StepCatalogue.Of(step);

        var judgement = row.Document!.Read(new StepMaterial("An idea of ten characters", Approach.Vertical), FormOf(step));

        Assert.Null(judgement.Complaint);
        Assert.Null(judgement.Remark);
        Assert.Equal(FormOf(step), judgement.DocumentMd);
    }

    [Fact]
    public void Read_OfTheFormOfAStorming_HasAllMembers()
    {
        var storming = (StormingOutline)OutlineOf(Step.EventStorming);

        Assert.Equal("EventName", Assert.Single(storming.Events).Name);
        Assert.Equal("CommandName", Assert.Single(storming.Commands).Name);
        Assert.Equal("AggregateName", Assert.Single(storming.Aggregates).Name);
        Assert.Equal(2, storming.Flows.Count);
        Assert.Equal("A1", Assert.Single(storming.Assumptions).Id);
        Assert.EndsWith("Changes: the events and rules that would be others", Assert.Single(storming.Questions).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_OfTheFormOfTheRequirements_HasAllMembers()
    {
        var requirements = (RequirementsOutline)OutlineOf(Step.Prd);

        Assert.Equal("name", requirements.ProductName);
        Assert.All(new[] { requirements.Vision, requirements.CoreValue }, Assert.NotNull);
        Assert.Single(requirements.Roles);
        Assert.Equal("A1", Assert.Single(requirements.Assumptions).Id);
        Assert.Equal(["MUST", "SHOULD"], requirements.Features.Select(feature => feature.Priority));
        Assert.Equal([null, "F1"], requirements.Features.Select(feature => feature.Needs));
        Assert.Equal(["EventName, EventName", "EventName"], requirements.Features.Select(feature => feature.Serves));
        Assert.Equal(["AC1.1", "AC1.2", "AC2.1", "AC2.2"], requirements.Features.SelectMany(feature => feature.Criteria).Select(criterion => criterion.Id));
        Assert.Equal(["US1", "US2"], requirements.Stories.Select(story => story.Id));
        Assert.Equal(["NFR1", "NFR2", "NFR3"], requirements.NonFunctional.Select(requirement => requirement.Id));
        Assert.Equal(["M1"], requirements.Metrics.Select(metric => metric.Id));
        Assert.Single(requirements.Exclusions);
    }

    [Fact]
    public void Read_OfTheFormOfAStack_HasAllMembers()
    {
        var stack = (StackOutline)OutlineOf(Step.TechStack);

        Assert.Equal([Term.Frontend, Term.Backend, Term.Database, Term.Infrastructure], stack.Choices.Select(choice => choice.Slot));
        Assert.Equal(["client", "on-premise", "on-premise", "on-premise"], stack.Choices.Select(choice => choice.Runs));
        Assert.All(stack.Choices, choice => Assert.Equal(["Part", "Rejected"], choice.Justification.Select(reason => reason.Name)));
        Assert.StartsWith("Purpose: service", Assert.Single(stack.Services).Name, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_OfTheFormOfAPlan_HasAllMembers()
    {
        var plan = (ScheduleOutline)OutlineOf(Step.ExecutionPlan);

        Assert.Equal([1, 2], plan.Stages.Select(stage => stage.Number));
        Assert.Equal([10m, 4m], plan.Stages.Select(stage => stage.Days));
        Assert.Equal(["F1, F2", "F3"], plan.Stages.Select(stage => stage.Features));
        Assert.Equal(["T1.1", "T1.2", "T1.3", "T2.1"], plan.Stages.SelectMany(stage => stage.Deliverables).Select(task => task.Id));
        Assert.All(plan.Stages, stage => Assert.Equal(2, stage.Gates.Count));
        Assert.Equal(3, plan.Weeks);
    }

    private static object OutlineOf(Step step)
    {
        var row = StepCatalogue.Of(step);
        return row.Document!.Outline(DocumentShape.Of(row.Document.Title, row.Document.Sections), FormOf(step)).Outline;
    }

    /// <summary>From the title that is asked for to the rules of form.</summary>
    private static string FormOf(Step step)
    {
        var row = StepCatalogue.Of(step);
        var system = Shipped.Render(step, row.Inputs.ToDictionary(input => input.Placeholder, input => input == StepInput.Approach ? "Vertical" : ""))[0].Text;
        var from = system.IndexOf($"\n# {row.Document!.Title}", StringComparison.Ordinal) + 1;
        return system[from..system.IndexOf("\nRules of form:", StringComparison.Ordinal)];
    }
}
