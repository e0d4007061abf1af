using AiDevFramework.Chaos.Checker.Documents;

namespace AiDevFramework.Chaos.Tests;

/// <summary>The documents with faults that the fake provider writes: always the same for a seed, and seen by the checker where they are of content.</summary>
public sealed class FaultyDocumentTests
{
    private static readonly string _document = StoryDocuments.Requirements.Replace("**Vision**", "**Assumptions**:\n- It carries [[c1-1]] with the project\n**Vision**", StringComparison.Ordinal);

    [Fact]
    public void Apply_OfASeed_WritesTheSameFaultsAndKeepsTheMark() => Assert.All(Enumerable.Range(1, 300), seed =>
    {
        var faulty = FakeOpenRouter.Answers.DocumentFaults.Apply(_document, seed);

        Assert.Equal(faulty, FakeOpenRouter.Answers.DocumentFaults.Apply(_document, seed));
        Assert.NotEqual(_document, faulty.TrimEnd('\n'));
        Assert.Contains("[[c1-1]]", faulty, StringComparison.Ordinal);
    });

    [Fact]
    public void Apply_OfManySeeds_MakesFaultsOfFormAndOfContent()
    {
        var documents = Enumerable.Range(1, 300).Select(seed => new DocumentText(FakeOpenRouter.Answers.DocumentFaults.Apply(_document, seed))).ToList();

        Assert.Empty(DocumentFaults.Of("PRD", new DocumentText(_document), null));
        Assert.InRange(documents.Count(document => DocumentFaults.Of("PRD", document, null).Count > 0), 150, 299);
        Assert.InRange(documents.Count(document => NormalForm.Breaches("PRD", document, StoryDocuments.Constraints).Any()), 150, 299);
        Assert.Superset(
            new HashSet<string>(["it talks to its reader", "it has an item that says nothing", "feature-1 is there twice", "feature-2 has fewer than 2 criteria", "F77 is referred to and is not there", "7. Out of Scope is missing or empty"]),
            documents.SelectMany(document => DocumentFaults.Of("PRD", document, null)).ToHashSet());
    }

    [Theory]
    [InlineData("## Stage 2: Launch\n**Features**: F1\n", false)]
    [InlineData("## Stage 2: Launch\n\n", true)]
    public void Of_AStageThatSaysNothing_IsAFault(string stage, bool isFound) => Assert.Equal(
        isFound,
        DocumentFaults.Of("EXECUTION_PLAN", new DocumentText($"# Execution Plan\n\n## Stage 1: Base\n**Features**: F1\n\n{stage}"), null).Contains("stage-2 says nothing"));
}
