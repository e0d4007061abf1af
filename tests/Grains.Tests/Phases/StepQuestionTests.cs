using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.Llm;
using AiDevFramework.Plans.Tests.Documents;

namespace AiDevFramework.Grains.Tests.Phases;

public sealed class StepQuestionTests
{
    public static TheoryData<Step> Steps => [.. Enum.GetValues<Step>()];

    [Theory]
    [MemberData(nameof(Steps))]
    public void Ask_ForTheFirstTime_SendsTheInstructionsAndTheMaterial(Step step)
    {
        var request = Questions.Request(step);

        var question = Questions.Ask(request, "test/model");

        Assert.Equal(["system", "user"], question.Messages.Select(message => message.Role));
        Assert.Equal(("test/model", step is Step.SmartDetection or Step.ApproachDetection), (question.Model, question.Json));
        Assert.Same(request, question.Origin.Request);
        var material = step is Step.SmartDetection or Step.EventStorming or Step.Prd ? Questions.Material.Idea : Questions.Material.Documents[Step.Prd];
        Assert.Contains(material, question.Messages[1].Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Approach.Horizontal, "# Execution Plan (Horizontal Approach)")]
    [InlineData(Approach.Vertical, "# Execution Plan (Vertical Approach)")]
    public void Ask_ForAPlan_GivesTheTitleOfItsApproach(Approach approach, string title)
    {
        var question = Questions.Ask(
            Questions.Request(Step.ExecutionPlan, Questions.Material with { Approach = approach }), "m");

        Assert.Contains(title, question.Messages[0].Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Step.TechStack)]
    [InlineData(Step.ApproachDetection)]
    [InlineData(Step.ExecutionPlan)]
    public void Ask_BeforeItsMaterialIsThere_IsAFaultOfOurs(Step step) =>
        Assert.Throws<InvalidOperationException>(
            () => Questions.Ask(Questions.Request(step, new StepMaterial("An idea of ten characters")), "m"));

    [Fact]
    public void Ask_AfterACut_ShowsWhatIsThereAndAsksForTheRest()
    {
        var (first, second) = (SpecificationDocuments.EventStorming[..60], SpecificationDocuments.EventStorming[60..120]);

        var messages = Ask(Questions.Cut(first), Questions.Cut(second));

        Assert.Equal(["system", "user", "assistant", "user"], messages.Select(message => message.Role));
        Assert.Equal(first + second, messages[2].Text);
        Assert.StartsWith("Your answer was cut off by the length limit.", messages[3].Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Ask_AfterAFault_ShowsTheWholeFaultyAnswerAndTheComplaint()
    {
        var (first, second) = (SpecificationDocuments.EventStorming[..60], SpecificationDocuments.EventStorming[60..120]);

        var messages = Ask(Questions.Cut(first), Questions.Faulty(second, "It lacks an end."));

        Assert.Equal(["system", "user", "assistant", "user"], messages.Select(message => message.Role));
        Assert.Equal(first + second, messages[2].Text);
        Assert.StartsWith("Your answer cannot be used: It lacks an end.\n", messages[3].Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Ask_AfterARepairThatWasCut_ShowsBoth()
    {
        var messages = Ask(Questions.Faulty("faulty", "It lacks an end."), Questions.Cut("# Event Storming Summary\n\n"), Questions.Cut("## Domain"));

        Assert.Equal(["system", "user", "assistant", "user", "assistant", "user"], messages.Select(message => message.Role));
        Assert.Equal(("faulty", "# Event Storming Summary\n\n## Domain"), (messages[2].Text, messages[4].Text));
        Assert.StartsWith("Your answer was cut off", messages[5].Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Judge_AfterARepair_ForgetsTheFaultyAnswer()
    {
        var whole = SpecificationDocuments.EventStorming;
        var request = Questions.Request(Step.EventStorming, null, Questions.Cut("# Event"), Questions.Faulty(" x", "No."), Questions.Cut(whole[..99]));

        Assert.Equal(whole, Questions.Judge(request, whole[99..]).DocumentMd);
    }

    private static IReadOnlyList<ModelMessage> Ask(params IReadOnlyList<EarlierCall> earlier) =>
        Questions.Ask(Questions.Request(Step.EventStorming, null, earlier), "m").Messages;
}
