using System.Diagnostics;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.Grains.Phases;
using AiDevFramework.TestSupport;
using CsCheck;

namespace AiDevFramework.Grains.Tests.Phases;

/// <summary>What models write for JSON, and which of several objects is the answer.</summary>
public sealed class LooseJsonTests
{
    private static readonly string[] Asked = ["n", "b", "a"];

    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Always the same object: n is 5, b is true, t is word, a is VERTICAL.</summary>
    [Theory]
    [InlineData("{'n': 5, 'b': True, 't': 'word', 'a': 'VERTICAL'}")]
    [InlineData("{n: 5, b: true, t: 'word', a: \"VERTICAL\"}")]
    [InlineData("{“n”: 5, “b”: true, “t”: “word”, “a”: “VERTICAL”}")]
    [InlineData("{„n“: 5, ‘b’: true, ‘t’: ‘word’, „a”: „VERTICAL“}")]
    [InlineData("{“n\": 5, “b\": true, “t”: “word\", “a”: “VERTICAL\"}")]
    [InlineData("{\"n\": 5, \"b\": true, \"t\": \"word\", \"a\": \"VERTICAL\"")]
    [InlineData("{\"n\": 5, \"b\": true, \"t\": \"word\", \"a\": \"VERTICAL\"\n```\n")]
    [InlineData("{\"n\": 5, \"b\": true, \"t\": \"word\", \"a\": \"VERTICAL")]
    [InlineData("{\"n\": 5, \"b\": true, \"t\": \"word\", \"l\": [1, 2, \"a\": \"VERTICAL\"}")]
    [InlineData("{\"n\": 5 \"b\": true\n\"t\": \"word\" \"a\": \"VERTICAL\"}")]
    [InlineData("{\"n\": 5,, \"b\": true, , \"t\": \"word\", \"a\": \"VERTICAL\",,}")]
    [InlineData("{,\"n\": 5, \"b\": true, \"t\": \"word\", \"a\": \"VERTICAL\"}")]
    [InlineData("{\"n\": 5, # how many\n\"b\": true, /* so */ \"t\": \"word\", // it is\n \"a\": \"VERTICAL\"}")]
    [InlineData("{\"n\": 5, \"b\": true, \"c\": NaN, \"d\": -Infinity, \"e\": None, \"f\": undefined, \"t\": \"word\", \"a\": \"VERTICAL\"}")]
    [InlineData("{'n': 5, 'b': True, 'l': ('x', 'y'), 'u': u'z', 'r': r'\\d', 't': 'word', 'a': 'VERTICAL'}")]
    [InlineData("{\"n\": 5, \"b\": true, \"l\": [\"x\", ...], ..., \"t\": \"word\", \"a\": \"VERTICAL\"}")]
    [InlineData("{\"n\": 5, \"b\": true, \"s\": \"two\nlines\tand a tab\", \"t\": \"word\", \"a\": \"VERTICAL\"}")]
    [InlineData("{\"n\": 5, \"b\": true, \"s\": \"a \\_ and \\* and \\d and \\' \", \"t\": \"wo\\rd\", \"a\": \"VERTICAL\"}", "wo\rd")]
    [InlineData("{\"n\": 5, \"b\": true, \"s\": \"the \"auth\" part is \"hard\".\", \"t\": \"word\", \"a\": \"VERTICAL\"}")]
    [InlineData("{'n': 5, 'b': True, 's': 'it's what they don't say', 't': 'word', 'a': 'VERTICAL'}")]
    [InlineData("{'n': 5, 'b': True, 's': \"it's\", 't': \"\"\"word\"\"\", 'a': '''VERTICAL'''}")]
    [InlineData("{\"n\": 5, \"b\": true, \"e\": \"\", \"x\": {\"\": \"\"}, \"t\": \"word\", \"a\": \"VERTICAL\"}")]
    [InlineData("{\"n\": +5, \"b\": TRUE, \"t\": \"word\", \"a\": VERTICAL}")]
    [InlineData("{\"n\" = 5, \"b\" => true, \"t\" = \"word\", \"a\" = \"VERTICAL\"}")]
    [InlineData("{\"N\": 5, \"B\": true, \"T\": \"word\", \"A\": \"VERTICAL\"}")]
    [InlineData("{{\"n\": 5, \"b\": true, \"t\": \"word\", \"a\": \"VERTICAL\"}}")]
    [InlineData("\"{\\\"n\\\": 5, \\\"b\\\": true, \\\"t\\\": \\\"word\\\", \\\"a\\\": \\\"VERTICAL\\\"}\"")]
    [InlineData("{\\\"n\\\": 5, \\\"b\\\": true,\\n \\\"t\\\": \\\"word\\\", \\\"a\\\": \\\"VERTICAL\\\"}")]
    [InlineData("{\"answer\": \"{\\\"n\\\": 5, \\\"b\\\": true, \\\"t\\\": \\\"word\\\", \\\"a\\\": \\\"VERTICAL\\\"}\"}")]
    [InlineData("{\"answer\": {\"n\": 5, \"b\": true, \"t\": \"word\", \"a\": \"VERTICAL\"}}")]
    [InlineData("{\"answers\": [{\"n\": 5, \"b\": true, \"t\": \"word\", \"a\": \"VERTICAL\"}]}")]
    [InlineData("{\"answer\": {\"n\": 5, \"b\": true, \"t\": \"word\", \"a\": \"VERTICAL\"}")]
    [InlineData("Like {\"n\": 1, \"b\": false, \"t\": \"…\", \"a\": \"HORIZONTAL\"}.\n{\"n\": 5, \"b\": true, \"t\": \"word\", \"a\": \"VERTICAL\"}")]
    [InlineData("{}\n{\"n\": 5, \"b\": true, \"t\": \"word\", \"a\": \"VERTICAL\"}\n{}")]
    [InlineData("{\"n\": 5, \"b\": true, \"t\": \"word\", \"a\": \"VERTICAL\"}\n\nNote: {\"n\": 9} was my first idea.")]
    [InlineData("{\"type\": \"object\", \"schema\": 1}\n{\"n\": 5, \"b\": true, \"t\": \"word\", \"a\": \"VERTICAL\"}")]
    public void Read_OfWhatModelsWriteForJson_FindsTheAnswer(string text, string word = "word")
    {
        var answer = JsonAnswer.Read(text, Asked);

        Assert.NotNull(answer);
        var complaints = new List<string>();
        Assert.Equal(
            (5, true, word, Approach.Vertical),
            (answer.WholeNumber("n", 1, 10, complaints), answer.Truth("b", complaints), answer.Text("t"), answer.Name<Approach>("a", complaints)));
        Assert.Empty(complaints);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("{\"x\": 1}")]
    [InlineData("{\"x\": {\"y\": {\"n\": 5}}}")] // one level down, not two
    [InlineData("[5, true]")]
    public void Read_OfAnObjectWithNoneOfTheMembers_FindsNone(string text) => Assert.Null(JsonAnswer.Read(text, Asked));

    [Theory]
    [InlineData("10", false)]
    [InlineData("11", false)]
    [InlineData("12", false)]
    [InlineData("38", false)]
    [InlineData("39", false)]
    [InlineData("40", false)]
    [InlineData("41", false)]
    [InlineData("42", false)]
    public void Judge_OfACaseFile_ReadsTheDecision(string file, bool use)
    {
        var reply = Questions.Judge(Questions.Request(Step.SmartDetection), FakeOpenRouter.Replay.WireCase.Text(file));

        Assert.Equal((CallVerdict.Accepted, null), (reply.Verdict, reply.Complaint));
        var facts = Assert.IsType<SmartDetectionFacts>(reply.Facts);
        Assert.Equal((use, 2, false), (facts.UseEventStorming, facts.FeatureCountEstimate, facts.ComplexDomain));
        Assert.StartsWith("two", facts.Reasoning, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("36")]
    [InlineData("37")]
    public void Judge_OfACaseFileOfTheApproach_FollowsTheCount(string file)
    {
        var reply = Questions.Judge(Questions.Request(Step.ApproachDetection), FakeOpenRouter.Replay.WireCase.Text(file));

        Assert.Equal((CallVerdict.Accepted, Approach.Vertical), (reply.Verdict, Assert.IsType<ApproachFacts>(reply.Facts).Approach));
    }

    [Fact]
    public void Read_OfValidJson_ReadsWhatAnyReaderDoes()
    {
        var leaf = Gen.OneOf(
            Gen.String.Where(text => !text.Any(char.IsSurrogate)).Select(text => (JsonNode?)JsonValue.Create(text)),
            Gen.Int.Select(number => (JsonNode?)JsonValue.Create(number)),
            Gen.Bool.Select(truth => (JsonNode?)JsonValue.Create(truth)),
            Gen.Bool.Select(_ => (JsonNode?)null),
            Gen.OneOf("}", "{", "\"", "\\", "a\", \"b\": \"c", "// no comment", "# none", "```", "...", "'", "“x”").Select(text => (JsonNode?)JsonValue.Create(text)));
        var name = Gen.OneOf(Gen.String.Where(text => !text.Any(char.IsSurrogate)), Gen.OneOf("a", "b c", "\"", "'", ":", "x\": 1", ""));
        var inner = Gen.OneOf(
            leaf, leaf.Array[0, 4].Select(items => (JsonNode?)new JsonArray([.. items.Select(item => item?.DeepClone())])));
        Gen.Select(name, inner).Array[0, 6].Sample(
            members =>
            {
                var distinct = members.Where(member => member.Item1.Length > 0).GroupBy(member => member.Item1).Select(group => group.First());
                var json = new JsonObject(distinct.Select(member => new KeyValuePair<string, JsonNode?>(member.Item1, member.Item2?.DeepClone())));
                foreach (var written in new[] { json.ToJsonString(), json.ToJsonString(Readable) })
                {
                    var read = new LooseJson(written, 0).Read();

                    Assert.True(read is { IsClosed: true }, written);
                    Assert.Equal(json.Select(member => member.Key), read.Members.Select(member => member.Key));
                    Assert.All(json.Zip(read.Members), pair => AssertSame(pair.First.Value, pair.Second.Value, written));
                }
            },
            iter: 3_000);
    }

    [Theory]
    [InlineData("{\"")]
    [InlineData("{\"a\":\"")]
    [InlineData("{\"a\":{\"b\":[")]
    [InlineData("{'a':'}',")]
    [InlineData("{\"x\": \"{\\\"")]
    [InlineData("{a:")]
    public void Read_OfAnAttack_TakesNoLongerThanItMay(string piece)
    {
        var started = Stopwatch.GetTimestamp();

        JsonAnswer.Read(string.Concat(Enumerable.Repeat(piece, 256 * 1024 / piece.Length)), Asked);

        Assert.True(Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(20), "Too slow.");
    }

    [Fact]
    public void Read_OfAnyCutOfAnAnswer_NeverThrows()
    {
        const string whole = "Text {\"a\": 'b', \"c\": [1, (2, \"\"\"x\"\"\"), {“d”: “e\\u00e4”}], /* f */ \"g\": \"h \\\" i\", # j\n k: NaN, \"l\": \"{\\\"m\\\": 1}\"}";
        Gen.Select(Gen.Int[0, whole.Length], Gen.Int[0, whole.Length], Gen.Int[0, whole.Length]).Sample(
            (from, to, then) =>
            {
                var text = whole[Math.Min(from, to)..Math.Max(from, to)] + whole[then..];
                JsonAnswer.Read(text, "a", "g");
                JsonAnswer.Read(text);
            },
            iter: FastSuite.Sample(20_000));
    }

    private static void AssertSame(JsonNode? expected, LooseValue actual, string written)
    {
        switch (expected?.GetValueKind())
        {
            case null:
                Assert.Equal(LooseValue.Missing, actual);
                break;
            case JsonValueKind.String:
                Assert.Equal(new LooseText(expected.GetValue<string>()), actual);
                break;
            case JsonValueKind.Number:
                Assert.Equal(new LooseNumber(expected.ToJsonString()), actual);
                break;
            case JsonValueKind.True or JsonValueKind.False:
                Assert.Equal(new LooseTruth(expected.GetValue<bool>()), actual);
                break;
            default:
                var items = Assert.IsType<LooseList>(actual).Items;
                Assert.True(items.Count == expected.AsArray().Count, written);
                Assert.All(expected.AsArray().Zip(items), pair => AssertSame(pair.First, pair.Second, written));
                break;
        }
    }
}
