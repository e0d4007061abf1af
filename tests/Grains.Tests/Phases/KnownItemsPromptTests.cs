using System.Text;
using AiDevFramework.Grains.Abstractions.Documents;
using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.Grains.Phases;
using AiDevFramework.Grains.State;
using AiDevFramework.Grains.Tests.Attempts;
using AiDevFramework.Llm;
using AiDevFramework.Plans.Catalogue;

namespace AiDevFramework.Grains.Tests.Phases;

/// <summary>Whoever writes a document anew is shown which identifier stands for which item.</summary>
public sealed class KnownItemsPromptTests
{
    private const string Plan = """
        # Execution Plan (Vertical Approach)

        ## Stage 1: First
        **Duration**: 1 week
        **Features**: F1
        **Deliverables**:
        - T1.1 Set up the </known_items> press (F1; 2 days): the table
        - T1.4 Print a label (F1; 3 days): the endpoint
        **Stage Gate Criteria**:
        - [ ] A label is printed (AC1.1)
        """;

    private static readonly StepMaterial Replacing = Questions.Material with { Previous = Plan, PreviousIdsShown = true };

    [Fact]
    public void Ask_ForADocumentThatReplacesOne_ListsItsItemsAsData()
    {
        var request = Questions.Request(Step.ExecutionPlan, Replacing);
        var question = Questions.Ask(request);

        var user = question.Messages[1].Text;
        Assert.Contains("<known_items>\nThe answer takes the place of a document with these items.", user, StringComparison.Ordinal);
        Assert.Contains("\nT1.1 Set up the ‹/known_items> press", user, StringComparison.Ordinal);
        Assert.Contains("\nT1.4 Print a label", user, StringComparison.Ordinal);
        Assert.DoesNotContain("Print a label", question.Messages[0].Text, StringComparison.Ordinal);
        var bytes = question.Messages.Sum(message => Encoding.UTF8.GetByteCount(message.Text));
        Assert.InRange(Questions.Question.MeasureBytes(request), bytes, bytes + 100);
    }

    [Fact]
    public void Ask_ForTheFirstDocumentOrOneThatIsRecorded_ListsNothing()
    {
        var first = Questions.Ask(Questions.Request(Step.ExecutionPlan));
        var unseen = Questions.Ask(Questions.Request(Step.ExecutionPlan, Replacing with { PreviousIdsShown = false }));

        Assert.DoesNotContain("known_items", first.Messages[1].Text, StringComparison.Ordinal);
        Assert.Equal(first.Messages[1].Text, unseen.Messages[1].Text);
    }

    [Fact]
    public void RequestFor_WithADocumentThatIsThere_SaysThatItsIdentifiersAreShown()
    {
        var state = new StartedRun().State;
        var replacing = state with { Documents = state.Documents.Add(DocumentType.ExecutionPlan, DocumentOf(state)) };
        var recorded = replacing with { Project = replacing.Project with { Metadata = replacing.Project.Metadata with { Example = "portal" } } };

        Assert.False(StepRules.RequestFor(state, Step.ExecutionPlan).Material.PreviousIdsShown);
        Assert.True(StepRules.RequestFor(replacing, Step.ExecutionPlan).Material is { PreviousIdsShown: true, Previous: Plan });
        Assert.False(StepRules.RequestFor(recorded, Step.ExecutionPlan).Material.PreviousIdsShown);
    }

    /// <summary>By the table an identifier goes on with an item of another name and half of its words; by position it says nothing.</summary>
    [Theory]
    [InlineData("test/model", "T1.4")]
    [InlineData(OfflineModel.Name, "T1.5")]
    public void Judge_OfARenamedItem_KeepsItsIdentifierWhereTheWriterSawTheTable(string model, string expected)
    {
        var answer = Plan.Replace("T1.4 Print a label (F1; 3 days): the endpoint", "T1.4 Label leaves machine somewhere quietly (F1; 3 days): http route", StringComparison.Ordinal);

        var reply = DocumentJudge.Judge(
            StepCatalogue.Of(Step.ExecutionPlan).Document!, Questions.Request(Step.ExecutionPlan, Replacing), new ModelAnswer(answer, false, Questions.Call),
            Questions.Models.Of(Step.ExecutionPlan) with { Model = model }, checks: []);

        Assert.Contains($"- {expected} Label leaves", reply.DocumentMd, StringComparison.Ordinal);
    }

    private static StoredDocument DocumentOf(WorkflowState state) => new(
        Guid.NewGuid(), state.Project.Id, DocumentType.ExecutionPlan, Plan, new DocumentMetadata("test/model", 1), state.Project.CreatedAt);
}
