namespace AiDevFramework.Evaluation.Briefs;

/// <summary>What a good plan for an idea covers, written before any answer to it.</summary>
/// <param name="Name">That of the idea.</param>
/// <param name="Idea">The idea itself, where it is no sample of <see cref="SampleIdea.Plain"/>.</param>
/// <param name="MustCover">12 to 20.</param>
/// <param name="MustNot">4.</param>
/// <param name="Keys">What the answer to a question of Monday holds; a question without one is judged by where its answer stands alone.</param>
/// <param name="Subjects">What a plan for the idea speaks of all the time; one that does not is a plan for something else.</param>
/// <param name="Failure">What fails in the question about a failure: <c>SAP</c>.</param>
internal sealed record Brief(
    string Name, string? Idea, IReadOnlyList<Fact> MustCover, IReadOnlyList<Invention> MustNot, IReadOnlyDictionary<string, WordPattern> Keys,
    IReadOnlyList<WordPattern> Subjects, string Failure)
{
    public static IReadOnlyList<Brief> All { get; } = BriefReader.ReadAll();

    public static Brief Of(string name) => All.Single(brief => brief.Name == name);

    public WordPattern? Key(string question) => Keys.GetValueOrDefault(question);
}
