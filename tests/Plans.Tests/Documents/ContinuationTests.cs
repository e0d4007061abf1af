using AiDevFramework.Plans.Documents;
using AiDevFramework.TestSupport;

namespace AiDevFramework.Plans.Tests.Documents;

public sealed class ContinuationTests
{
    private const string Code = """
        # Tech Stack Document

        A rule and a table, whose dashes repeat themselves:

        ------------------------------------------------------------

        | Part | Choice | Reason |
        |------------------|------------------|------------------|
        | Frontend | React | front- and backend share types |

        ```json
        { "choice": "React", "choices": ["React", "React"] }
        ```

        - [ ] Users can pay
        - [ ] Users can pay by card

        ### Ende - Teil 1

        """;

    public static TheoryData<string> Documents => [.. SpecificationDocuments.All, Code];

    [Theory]
    [MemberData(nameof(Documents))]
    public void Join_OfADocumentCutAnywhere_IsTheDocument(string document)
    {
        for (var cut = 0; cut <= document.Length; cut++)
        {
            Assert.Equal(document, Continuation.Join(document[..cut], document[cut..]));
        }
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public void Join_OfThreeParts_IsTheDocument(string document)
    {
        for (var cut = 0; cut < document.Length; cut += 7)
        {
            var second = cut + ((document.Length - cut) / 2);

            Assert.Equal(document, new[] { document[..cut], document[cut..second], document[second..] }.Aggregate(Continuation.Join));
        }
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public void Join_WithARepeatedEnd_DropsTheRepetition(string document)
    {
        for (var cut = 80; cut < document.Length; cut++)
        {
            var repeated = document[(cut - 60)..];
            if (document[(cut - 60)..cut].Count(char.IsLetterOrDigit) < 20 || repeated[0] is '\n')
            {
                continue; // nobody repeats dashes, and answers do not begin with a line break
            }

            Assert.Equal(document, Continuation.Join(document[..cut], repeated));
        }
    }

    [Theory]
    [InlineData("# T\n\n- TaskCreated: when", " it is created\n", "# T\n\n- TaskCreated: when it is created\n")]
    [InlineData("# T\n\n- TaskCr", "- TaskCreated: when\n", "# T\n\n- TaskCreated: when\n")]
    [InlineData("# T\n\n## Agg", "## Aggregates\n- Task\n", "# T\n\n## Aggregates\n- Task\n")]
    [InlineData("# T\n\n- Task: an item.", "- Project: more\n", "# T\n\n- Task: an item.\n- Project: more\n")]
    [InlineData("# T\n\n- Task: an item.", "- **Project**: more\n", "# T\n\n- Task: an item.\n- **Project**: more\n")]
    [InlineData("# T\n\n- [ ] One", "- [ ] Two\n", "# T\n\n- [ ] One\n- [ ] Two\n")]
    [InlineData("# T\n\nThe end of it.", "## Next\nText\n", "# T\n\nThe end of it.\n## Next\nText\n")]
    [InlineData("# T\n\n- front", "- and backend\n", "# T\n\n- front- and backend\n")]
    [InlineData("# T\n\n#", "## Next\n", "# T\n\n### Next\n")]
    [InlineData("# T\n\n- one\n", "Here is the rest of the document:\n\n- two\n", "# T\n\n- one\n- two\n")]
    [InlineData("# T\n\n- one\n", "Continuing where I stopped:\n- two\n", "# T\n\n- one\n- two\n")]
    [InlineData("# T\n\n- one\n", "```markdown\n- two\n```", "# T\n\n- one\n- two\n")]
    [InlineData("# T\n\n- one\n", "```md\n- two\n", "# T\n\n- one\n- two\n")]
    [InlineData("# T\n\n- one\n", "", "# T\n\n- one\n")]
    [InlineData("", "# T\n", "# T\n")]
    public void Join_OfWhatModelsWrite_IsOneText(string cut, string continuation, string expected) =>
        Assert.Equal(expected, Continuation.Join(cut, continuation));

    [Theory]
    [InlineData("# The Title\n\n- one\n- tw")]
    [InlineData("Here it is:\n\n# The Title\n\n- one\n- tw")]
    [InlineData("```markdown\n# The Title\n\n- one\n- tw")]
    [InlineData("# The Ti")]
    public void Join_WithAnAnswerThatBeganAnew_TakesTheLongerOne(string cut)
    {
        const string anew = "# The Title\n\n- one\n- two\n- three, and so on\n";

        Assert.Equal(anew, Continuation.Join(cut, anew));
        Assert.Equal(anew, Continuation.Join(cut, $"```markdown\n{anew}```"));
    }

    [Fact]
    public void Join_WithAnAnswerThatBeganAnewAndGotLessFar_KeepsTheFirst() =>
        Assert.Equal("# The Title\n\n- one\n- two", Continuation.Join("# The Title\n\n- one\n- two", "# The Title\n\n- one"));

    [Theory]
    [InlineData("a")]
    [InlineData("ab")]
    [InlineData("- ")]
    [InlineData("\n")]
    [InlineData("#")]
    [InlineData("a\nb ")]
    public void Join_OfAMegabyteOfTheSame_IsQuick(string piece)
    {
        var flood = string.Concat(Enumerable.Repeat(piece, 1_000_000 / piece.Length));
        var started = System.Diagnostics.Stopwatch.GetTimestamp();

        Assert.NotNull(Continuation.Join(flood, flood));

        Assert.True(System.Diagnostics.Stopwatch.GetElapsedTime(started) < Machine.Allow(TimeSpan.FromSeconds(10)));
    }
}
