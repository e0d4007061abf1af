using AiDevFramework.Grains.Abstractions.Documents;
using AiDevFramework.Plans.Checks.Texts;
using AiDevFramework.Plans.Findings;

namespace AiDevFramework.Plans.Tests.Checks.Texts;

public sealed class AroundTheDocumentCheckTests
{
    private static readonly AroundTheDocumentCheck s_check = new();

    /// <summary>As stored before documents were normalised: with nothing taken out.</summary>
    private static IReadOnlyList<Finding> CheckRaw(DocumentType type, string text) =>
        s_check.Check(new CheckInput(CheckedPlan.MarketplaceIdea, CheckedPlan.Marketplace.Ledger, [CheckedPlan.ReadRaw(type, text)]))!;

    [Theory]
    [InlineData("Sure! Here is the plan you asked for:\n\n# Execution Plan (Vertical Approach)\n\n## Stage 1: A\n", "")]
    [InlineData("", "\n\nLet me know if you would like me to go deeper into any stage.\n")]
    [InlineData("", "\n\nMöchten Sie, dass ich die Stufen weiter ausführe?\n")]
    [InlineData("", "\n- A last task<|im_end|> (F1): done\n")]
    [InlineData("", "\n- TBD\n")]
    [InlineData("", "\n- Launch: TBD\n")]
    [InlineData("", "\n- …\n")]
    [InlineData("", "\n- (same as above)\n")]
    [InlineData("", "\n- Abnahme: noch offen\n")]
    public void Check_OfWhatBelongsToNoDocument_FindsIt(string before, string behind)
    {
        var finding = Assert.Single(CheckRaw(DocumentType.ExecutionPlan, before + (before.Length > 0 ? "" : CheckedPlan.Marketplace.Texts[DocumentType.ExecutionPlan].TrimEnd()) + behind));

        Assert.Equal((25, Severity.Error), (finding.Check, finding.Severity));
        Assert.NotNull(finding.Line);
    }

    [Theory]
    [InlineData("\n- A list of tasks with a TODO column (F1): the user moves {id} to <done>\n")]
    [InlineData("\n- Filter (F1): the token `<|im_end|>` is cut from answers\n")]
    [InlineData("\n- Löschlauf (F8): was noch offen ist, bleibt\n")]
    [InlineData("\n- Pipes (F1): `a |> b` and a <| b in F#\n")]
    [InlineData("\n- None: nothing else is delivered (Q2)\n")]
    public void Check_OfTheSameWordsInASentence_FindsNothing(string behind) =>
        Assert.Empty(CheckRaw(DocumentType.ExecutionPlan, CheckedPlan.Marketplace.Texts[DocumentType.ExecutionPlan].TrimEnd() + behind));

    [Fact]
    public void Check_WithoutDocuments_IsNotChecked() => Assert.Null(CheckedPlan.Of("An idea").Check(s_check));
}
