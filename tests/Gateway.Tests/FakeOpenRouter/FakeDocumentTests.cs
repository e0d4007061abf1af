using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using AiDevFramework.FakeOpenRouter;

namespace AiDevFramework.Gateway.Tests.FakeOpenRouter;

/// <summary>The fake's answers to the prompt files as they are.</summary>
public sealed partial class FakeDocumentTests
{
    private const int MostChars = 12_000;

    [Theory]
    [InlineData(1), InlineData(2), InlineData(3), InlineData(4), InlineData(5)]
    [InlineData(6), InlineData(7), InlineData(8), InlineData(9), InlineData(10)]
    public async Task Answers_OfOneRun_AgreeWithEachOther(int features)
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var fake = await FakeOpenRouterServer.StartAsync(new FakeOptions { Features = features });
        using var client = new FakeClient(fake);
        const string idea = "A product for people who plan things together [[run-7]]";

        var detection = JsonNode.Parse(await client.AskAsync(FakeClient.Prompt("smart_detection.txt", ("idea", idea)), cancellation))!;
        var storming = detection["use_event_storming"]!.GetValue<bool>();
        var summary = storming ? await client.AskAsync(FakeClient.Prompt("event_storming.txt", ("idea", idea)), cancellation) : "";
        var prd = await client.AskAsync(
            FakeClient.Prompt("init_prompt.txt", ("idea", idea), ("event_storming", summary)), cancellation);
        var stack = await client.AskAsync(FakeClient.Prompt("tech_stack_prompt.txt", ("prd_md", prd)), cancellation);
        var approach = JsonNode.Parse(await client.AskAsync(FakeClient.Prompt("approach_detection.txt", ("prd_md", prd)), cancellation))!;
        var direction = features >= 4 ? "Vertical" : "Horizontal";
        var plan = await client.AskAsync(
            FakeClient.Prompt("stages_prompt.txt", ("approach", direction), ("prd_md", prd), ("tech_stack_md", stack)), cancellation);

        Assert.Equal(features >= 4, storming);
        Assert.Equal(features, detection["feature_count_estimate"]!.GetValue<int>());
        Assert.Equal(features, Count(prd, "\n### Feature "));
        Assert.Equal(features, approach["feature_count"]!.GetValue<int>());
        Assert.Equal(direction.ToUpperInvariant(), approach["approach"]!.GetValue<string>());
        Assert.Contains("[[run-7]]", prd);
        AssertSections(prd, "# Product Requirements Document", "1. Project Overview", "2. Core Features", "3. User Stories",
            "4. Non-Functional Requirements", "5. Success Metrics", "6. Technical Constraints", "7. Out of Scope");
        AssertSections(stack, "# Tech Stack Document", "Frontend", "Backend", "Database", "Infrastructure", "Third-Party Services");
        Assert.Equal(4, Count(stack, "\n**Choice**: "));
        Assert.StartsWith($"# Execution Plan ({direction} Approach)\n", plan);
        Assert.Equal(features >= 4 ? features : 3, Count(plan, "\n## Stage "));
        Assert.Equal(Count(plan, "\n## Stage "), Weeks().Count(plan));
        Assert.True(references(stack).Concat(references(plan)).All(id => id <= features), "A document names a feature that the PRD lacks.");
        Assert.Equal(
            storming
                ? [Steps.SmartDetection, Steps.EventStorming, Steps.Prd, Steps.TechStack, Steps.ApproachDetection, Steps.ExecutionPlan]
                : [Steps.SmartDetection, Steps.Prd, Steps.TechStack, Steps.ApproachDetection, Steps.ExecutionPlan],
            fake.Log.Calls.Select(call => call.Step));
        if (storming)
        {
            AssertSections(summary, "# Event Storming Summary", "Domain Events", "Commands", "Aggregates", "Process Flows");
        }

        static IEnumerable<int> references(string text) => Identifier().Matches(text).Select(match => int.Parse(match.Groups[1].ValueSpan));
    }

    [Fact]
    public async Task Answers_WithoutForcedFeatures_DependOnTheIdeaAlone()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var fake = await FakeOpenRouterServer.StartAsync();
        await using var again = await FakeOpenRouterServer.StartAsync();
        using var client = new FakeClient(fake);
        using var other = new FakeClient(again);
        var answers = new HashSet<string>();
        for (var i = 0; i < 40; i++)
        {
            var prompt = FakeClient.Prompt("smart_detection.txt", ("idea", $"Idea number {i} of many"));
            var answer = await client.AskAsync(prompt, cancellation);

            Assert.Equal(answer, await other.AskAsync(prompt, cancellation));
            answers.Add(answer);
        }

        Assert.True(answers.Count >= 8, $"40 ideas gave {answers.Count} answers.");
    }

    [Fact]
    public async Task Answers_ForIdeaWithFeatures_HaveThatMany()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var fake = await FakeOpenRouterServer.StartAsync();
        using var client = new FakeClient(fake);

        var prd = await client.AskAsync(FakeClient.Prd("Something with features=2 in it"), cancellation);

        Assert.Equal(2, Count(prd, "\n### Feature "));
    }

    private static void AssertSections(string document, string title, params string[] sections)
    {
        Assert.StartsWith(title + "\n", document);
        Assert.InRange(document.Length, 2_000, MostChars);
        Assert.Equal(sections, Heading().Matches(document).Select(match => match.Groups[1].Value));
    }

    private static int Count(string text, string part) => text.Split(part).Length - 1;

    [GeneratedRegex(@"^## (.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"^\*\*Duration\*\*: \d+ weeks?$", RegexOptions.Multiline)]
    private static partial Regex Weeks();

    [GeneratedRegex(@"\bF(\d+)\b")]
    private static partial Regex Identifier();
}
