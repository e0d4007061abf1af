using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.Grains.Phases;
using AiDevFramework.TestSupport;
using CsCheck;

namespace AiDevFramework.Grains.Tests.Phases;

public sealed class JsonAnswerTests
{
    [Fact]
    public void Text_WithEscapesOfCharactersThatNoDatabaseTakes_IsWithoutThem() =>
        Assert.Equal("a and b", JsonAnswer.Read("""{"t": "a\u0000 and b\u0000"}""")!.Text("t"));

    [Theory]
    [InlineData("""{"n": 5, "b": true, "t": "word", "a": "VERTICAL"}""")]
    [InlineData("\uFEFF{\"n\": 5, \"b\": true, \"t\": \"word\", \"a\": \"VERTICAL\"}")]
    [InlineData("```json\n{\"n\": 5, \"b\": true, \"t\": \"word\", \"a\": \"VERTICAL\"}\n```")]
    [InlineData("Sure, {as you wish}:\n{\"n\": 5, \"b\": true, \"t\": \"word\", \"a\": \"VERTICAL\"}")]
    [InlineData("{\"n\": 5, \"b\": true, \"t\": \"word\", \"a\": \"VERTICAL\"}\n\nI hope {this} helps!")]
    [InlineData("{\"n\": 5, \"b\": true, \"t\": \"word\", \"a\": \"VERTICAL\",}")]
    [InlineData("{\"n\": 5, // features\n \"b\": true, \"t\": \"word\", \"a\": \"VERTICAL\"}")]
    [InlineData("{\"n\": \"5\", \"b\": \"True\", \"t\": \" word \", \"a\": \" vertical \"}")]
    [InlineData("{\"n\": \" 5 \", \"b\": \"true\", \"t\": \"word\", \"a\": \"Vertical\"}")]
    [InlineData("{\"n\": 5.0, \"b\": true, \"t\": \"word\", \"a\": \"VERTICAL\"}")]
    [InlineData("{\"n\": 5e0, \"b\": true, \"t\": \"word\", \"a\": \"VERTICAL\"}")]
    [InlineData("{\"n\": 1, \"b\": false, \"t\": \"no\", \"a\": \"HORIZONTAL\", \"n\": 5, \"b\": true, \"t\": \"word\", \"a\": \"VERTICAL\"}")] // the last one counts
    [InlineData("{\"x\": {\"n\": 7}, \"y\": \"}{\\\"\", \"n\": 5, \"b\": true, \"t\": \"word\", \"a\": \"VERTICAL\"}")]
    [InlineData("[{\"n\": 5, \"b\": true, \"t\": \"word\", \"a\": \"VERTICAL\"}]")]
    public void Read_OfAnObjectWithAnythingAroundIt_FindsItsMembers(string text)
    {
        var answer = JsonAnswer.Read(text);

        Assert.NotNull(answer);
        var complaints = new List<string>();
        Assert.Equal(
            (5, true, "word", Approach.Vertical),
            (answer.WholeNumber("n", 1, 10, complaints), answer.Truth("b", complaints), answer.Text("t"), answer.Name<Approach>("a", complaints)));
        Assert.Empty(complaints);
    }

    [Theory]
    [InlineData("")]
    [InlineData("no object at all")]
    [InlineData("[1, 2]")]
    [InlineData("{")]
    [InlineData("}{")]
    [InlineData("{5}")]
    [InlineData("{as you wish}")]
    [InlineData("{'n'}")]
    public void Read_WithoutAnObject_FindsNone(string text) => Assert.Null(JsonAnswer.Read(text));

    [Fact]
    public void Read_OfDeepNesting_FindsNone()
    {
        Assert.Null(JsonAnswer.Read(string.Concat(Enumerable.Repeat("{\"a\":", 5000)) + "1" + new string('}', 5000)));
        Assert.Null(JsonAnswer.Read("{\"a\":" + new string('[', 5000) + new string(']', 5000) + "}"));
        Assert.Null(JsonAnswer.Read(new string('{', 1_000_000)));
    }

    [Fact]
    public void Read_OfHalfASurrogatePair_KeepsTheOtherMembers()
    {
        var answer = JsonAnswer.Read("{\"n\": 5, \"t\": \"\uD83D\"}")!;

        Assert.Equal((5, null), (answer.WholeNumber("n", 1, 10, []), answer.Text("t")));
    }

    [Fact]
    public void Read_OfEscapesThatAreNoCharacters_KeepsTheOtherMembers()
    {
        var answer = JsonAnswer.Read("""{"n": 5, "t": "a \ud83d b", "b": "\ude00", "a": "\ud83d", "tt\ud83d": 1}""");

        var complaints = new List<string>();
        Assert.NotNull(answer);
        Assert.Equal(5, answer.WholeNumber("n", 1, 10, complaints));
        Assert.Null(answer.Text("t"));
        Assert.Null(answer.Text("tt?????????"));
        Assert.Null(answer.Truth("b", complaints));
        Assert.Null(answer.Name<Approach>("a", complaints));
        Assert.Equal(2, complaints.Count);
    }

    [Theory]
    [InlineData("1e999")]
    [InlineData("-1e999")]
    [InlineData("0")]
    [InlineData("11")]
    [InlineData("2.5")]
    [InlineData("-3")]
    [InlineData("99999999999999999999999999")]
    [InlineData("true")]
    [InlineData("[5]")]
    [InlineData("{}")]
    [InlineData("\"five\"")]
    [InlineData("\"\"")]
    [InlineData("\"5 features\"")]
    [InlineData("\"1e999\"")]
    [InlineData("\"NaN\"")]
    [InlineData("\"Infinity\"")]
    [InlineData("\"∞\"")]
    public void WholeNumber_OfAnythingElse_Complains(string value)
    {
        var complaints = new List<string>();

        Assert.Null(JsonAnswer.Read($"{{\"n\": {value}}}")!.WholeNumber("n", 1, 10, complaints));

        Assert.Equal(["The member \"n\" must be a whole number from 1 to 10."], complaints);
    }

    [Theory]
    [InlineData("1")]
    [InlineData("\"yes\"")]
    [InlineData("\"maybe\"")]
    [InlineData("[]")]
    public void Truth_OfAnythingElse_Complains(string value)
    {
        var complaints = new List<string>();

        Assert.Null(JsonAnswer.Read($"{{\"b\": {value}}}")!.Truth("b", complaints));

        Assert.Equal(["The member \"b\" must be true or false."], complaints);
    }

    [Theory]
    [InlineData("\"DIAGONAL\"")]
    [InlineData("\"\"")]
    [InlineData("0")]
    [InlineData("true")]
    public void Name_OfAnythingElse_Complains(string value)
    {
        var complaints = new List<string>();

        Assert.Null(JsonAnswer.Read($"{{\"a\": {value}}}")!.Name<Approach>("a", complaints));

        Assert.Equal(["The member \"a\" must be \"HORIZONTAL\" or \"VERTICAL\"."], complaints);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"n": null, "b": null, "t": null, "a": null, "l": null}""")]
    public void AMemberThatIsMissing_IsTheCallersToJudge(string text)
    {
        var (answer, complaints) = (JsonAnswer.Read(text)!, new List<string>());

        Assert.Null(answer.WholeNumber("n", 1, 10, complaints));
        Assert.Null(answer.Truth("b", complaints));
        Assert.Null(answer.Text("t"));
        Assert.Null(answer.Name<Approach>("a", complaints));
        Assert.Null(answer.LengthOf("l"));
        Assert.Empty(complaints);
    }

    [Fact]
    public void Text_OfAHugeMember_IsCutBetweenCharacters()
    {
        var answer = JsonAnswer.Read($"{{\"t\": \"{new string('x', 1999)}😀{new string('y', 100_000)}\"}}");

        Assert.Equal(new string('x', 1999), answer!.Text("t"));
    }

    [Fact]
    public void Read_OfAnyText_NeverThrows()
    {
        string[] pieces = ["{", "}", "[", "]", "\"", "\\", "\\u", "\\ud83d", "\\ude00", "d83d", ":", ",", "n", "\"n\":", "\"t\":", "true", "null", "1e999", "5", " ", "\n", "//", "/*", "*/", "\0", "\uD800", "\uDC00", "\uFEFF", "NaN", "```json"];
        var genPiece = Gen.OneOf(Gen.Int[0, pieces.Length - 1].Select(index => pieces[index]), Gen.String[Gen.Char, 0, 4]);
        genPiece.Array[0, 40].Select(string.Concat).Sample(
            text =>
            {
                if (JsonAnswer.Read(text) is { } answer)
                {
                    var complaints = new List<string>();
                    answer.WholeNumber("n", 1, 10, complaints);
                    answer.Truth("n", complaints);
                    answer.Name<Approach>("n", complaints);
                    answer.Text("t");
                    answer.LengthOf("n");
                }
            },
            iter: FastSuite.Sample(20_000));
    }
}
