using System.Diagnostics;
using System.Text;
using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.TestSupport;

namespace AiDevFramework.Grains.Tests.Phases;

/// <summary>
/// A corpus of some hundred answers to steps that want JSON, each with what may come of it: a decision where a patient reader finds
/// one, else one repair and then a clear failure with the answer kept. Nothing throws, nothing takes long.
/// </summary>
public sealed class HostileJsonTests
{
    private const string Good = """{"features":["A","B"],"feature_count_estimate":2,"complex_domain":false,"use_event_storming":false,"reasoning":"Small."}""";

    /// <summary>Answers that hold the good decision, however it is wrapped.</summary>
    public static IEnumerable<(string Name, string Text)> Readable()
    {
        string[] before =
        [
            "", " ", "\n\n\t", "\uFEFF", "```json\n", "```JSON\n", "```\n", "~~~\n", "````json\n", "Here you are:\n", "Sure! {as you asked}\n", "<answer>", "json\n", "1. ",
            "> ", "**Answer:** ", "// a comment\n", "/* a comment */ ", "The object is: `", "\u001b[32m", "data: ", "[", "[[", "Result = ", "\u202e",
        ];
        string[] after =
        [
            "", " ", "\n", "\n```", "\n```\n\nLet me know!", "~~~", "</answer>", "\n\nI chose {2} features.", ";", "]", ",", "\0", "`", "}", "\n// done", "\n{\"use_event_storming\": true}",
        ];
        foreach (var prefix in before)
        {
            yield return ($"before {Show(prefix)}", prefix + Good);
        }

        foreach (var suffix in after)
        {
            yield return ($"after {Show(suffix)}", Good + suffix);
        }

        foreach (var (prefix, suffix) in before.Zip(after.Concat(after)))
        {
            yield return ($"both {Show(prefix)} {Show(suffix)}", prefix + Good + suffix);
        }

        (string From, string To)[] edits =
        [
            ("2,", "2.0,"), ("2,", "\"2\","), ("2,", "\" 2 \","), ("2,", "2e0,"), ("2,", "20e-1,"), ("2,", "2 /* two */,"), ("false", "\"false\""), ("false", "\"False\""),
            ("false", "\"FALSE\""), ("}", ",}"), ("]", ",]"), (",", " ,\n "), (",", "\r\n,"), (":", " : "), ("{", "{\n"), ("Small.", "Sm\\u0061ll."), ("Small.", "a \\\"quote\\\" and {braces}"),
            ("Small.", "}}}{{{"), ("Small.", "\\ud83d\\ude00"), ("Small.", "\\u0000"), ("Small.", "中文 и кириллица"), ("Small.", "\u202egnirts"), ("Small.", "<script>alert(1)</script>"),
            ("Small.", "'; drop table projects; --"), ("Small.", "{{idea}}"), ("\"Small.\"", "null"), ("\"Small.\"", "[\"Small.\"]"), ("\"Small.\"", "7"), ("\"A\",\"B\"", "\"A\",\"B\",{\"x\":[1,2,{}]}"),
            ("{", "{\"unknown\":{\"deep\":[[[[1]]]]},"), ("{", "{\"__proto__\":{\"use_event_storming\":true},"), ("{", "{\"feature_count_estimate\":9,\"use_event_storming\":true,\"complex_domain\":true,"),
            ("{", "{\"\":1,"), ("{", "{\"Use_Event_Storming\":true,"), ("\"complex_domain\":false,", ""), ("\"features\":[\"A\",\"B\"],", ""), (",\"reasoning\":\"Small.\"", ""),
            ("\"use_event_storming\":false,", ""), ("\"feature_count_estimate\":2,", ""), ("\"complex_domain\":false", "\"complex_domain\":null"),
        ];
        foreach (var (from, to) in edits)
        {
            yield return ($"{from} -> {to}", Good.Replace(from, to, StringComparison.Ordinal));
        }
    }

    /// <summary>Answers in which nobody should find a decision that needs no repair.</summary>
    public static IEnumerable<(string Name, string Text)> Unusable()
    {
        string[] texts =
        [
            "I cannot answer that.", "null", "true", "false", "0", "2", "\"use_event_storming\"", "[]", "[1,2,3]", "[null]", "{", "}", "}{", "{{", "{]", "[}", "{\"", "{\"a", "{\"a\"", "{\"a\":",
            "{\"a\":1", "{\"a\":1,", "{\"a\":[", "{\"a\":\"", "{\"a\":\"\\", "{\"a\":\"\\u", "{\"a\":\"\\u12", "{'use_event_stormin': false}", "{use_event_stormin: false}", "{\"a\" 1}", "{\"a\"=1}", "{\"a\":1 \"b\":2}",
            "{\"a\":tru}", "{\"a\":True}", "{\"a\":None}", "{\"a\":undefined}", "{\"a\":NaN}", "{\"a\":-Infinity}", "{\"a\":01}", "{\"a\":.5}", "{\"a\":1.}", "{\"a\":0x10}", "{\"a\":1_000}", "{\"a\":\"\n\"}", "{\"a\":\"\u0001\"}",
            "use_event_storming: false\nfeature_count_estimate: 2", "<json><use_event_storming>false</use_event_storming></json>", "feature_count_estimate=2", "| use_event_storming | false |", "```json\n```",
            "```json\n\"no\"\n```", "eyJ1c2VfZXZlbnRfc3Rvcm1pbmciOmZhbHNlfQ==", "{\"a\":\"\uD83D\"}", "\uDE00{", "\0\0\0", "\u001b[31m", new string('[', 5000) + new string(']', 5000),
            string.Concat(Enumerable.Repeat("{\"a\":", 5000)) + "1" + new string('}', 5000), new string('{', 200_000), new string('"', 200_000), "{\"a\":\"" + new string('\\', 200_001) + "\"}",
        ];
        // As far as a member that decides is missing; the reasoning is none.
        var cut = Enumerable.Range(1, Good.IndexOf("false,\"reasoning", StringComparison.Ordinal)).Where(length => length % 5 == 0).Select(length => Good[..length]);
        return texts.Concat(cut).Select(text => (Show(text), text)).Concat(
            ["", "1e999", "-1", "0", "1001", "2.5", "\"two\"", "[2]", "{}", "true", "99999999999999999999999999999999", "\"\"", "\"1e999\"", "\"NaN\"", "\"2 features\""], Wrong("feature_count_estimate"))
            .Concat(["\"sometimes\"", "3", "[]", "{}", "\"\"", "\"yes\"", "\"0\"", "-1", "1e999"], Wrong("use_event_storming"))
            .Concat(["\"maybe\"", "1", "[false]", "{\"a\":false}", "\"  \""], Wrong("complex_domain"));

        static Func<string, string> Wrong(string member) => value => $"{{\"use_event_storming\":false,\"feature_count_estimate\":2,\"{member}\":{value}}}";
    }

    [Fact]
    public void TheCorpus_HasTwoHundredAnswersAndMore_AndNoneTwice()
    {
        var texts = Readable().Concat(Unusable()).Select(answer => answer.Text).ToList();

        Assert.InRange(texts.Distinct().Count(), 200, 1000);
    }

    [Fact]
    public void Judge_OfADecisionWithAnythingAroundIt_TakesIt() => Assert.All(Readable(), answer =>
    {
        var reply = JudgeFast(Questions.Request(Step.SmartDetection), answer.Text);

        Assert.True(reply.Verdict is CallVerdict.Accepted, $"{answer.Name}: {reply.Complaint}");
        var facts = Assert.IsType<SmartDetectionFacts>(reply.Facts);
        Assert.DoesNotContain('\0', facts.Reasoning);
        Assert.Equal(facts.Reasoning, Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(facts.Reasoning)));
    });

    [Fact]
    public void Judge_OfAnythingElse_AsksForARepairOnceAndThenDecidesByTheRuleWithTheAnswerKept() => Assert.All(Unusable(), answer =>
    {
        var first = JudgeFast(Questions.Request(Step.SmartDetection), answer.Text);
        Assert.True(first.Verdict is CallVerdict.Repair, $"{answer.Name}: {first.Verdict}");
        Assert.InRange(first.Complaint!.Length, 1, 500);

        var second = JudgeFast(Questions.Request(Step.SmartDetection, null, Questions.Faulty(answer.Text, first.Complaint!)), answer.Text);
        Assert.Equal(answer.Text, second.Text);
        Assert.Equal(Questions.Call, second.Call);
        Assert.True(second.Verdict is CallVerdict.Accepted, $"{answer.Name}: {second.Verdict}");
        Assert.NotNull(second.Complaint);
        Assert.NotEmpty(Assert.IsType<SmartDetectionFacts>(second.Facts).Reasoning);
    });

    /// <summary>The other step that wants JSON counts the features of the requirements itself: there nothing is needed.</summary>
    [Fact]
    public void Judge_OfTheApproach_NeverThrowsAndFollowsTheRequirements() => Assert.All(Readable().Concat(Unusable()), answer =>
    {
        var reply = JudgeFast(Questions.Request(Step.ApproachDetection), answer.Text);

        Assert.True(reply is { Verdict: CallVerdict.Accepted, Facts: ApproachFacts { Approach: Approach.Vertical } }, answer.Name);
    });

    private static StepReply JudgeFast(StepRequest request, string text)
    {
        var started = Stopwatch.GetTimestamp();
        var reply = Questions.Judge(request, text);
        Assert.True(Stopwatch.GetElapsedTime(started) < Machine.Allow(TimeSpan.FromSeconds(10)), "Too slow.");
        return reply;
    }

    private static string Show(string text) => text.Length > 40 ? $"{text[..40]}… ({text.Length})" : text;
}

file static class Sequences
{
    public static IEnumerable<(string Name, string Text)> Concat(
        this IEnumerable<(string Name, string Text)> answers, string[] values, Func<string, string> wrap) =>
        answers.Concat(values.Select(value => (wrap(value), wrap(value))));
}
