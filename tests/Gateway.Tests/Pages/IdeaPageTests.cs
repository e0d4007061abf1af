using System.Net;
using System.Text.RegularExpressions;
using AiDevFramework.Gateway.Tests.Support;
using AiDevFramework.Grains.Abstractions;
using AiDevFramework.Grains.Abstractions.Costs;
using AiDevFramework.Grains.Abstractions.Projects;

namespace AiDevFramework.Gateway.Tests.Pages;

/// <summary>The screen for a new idea: one submit makes one project and starts it.</summary>
public sealed partial class IdeaPageTests : PageTest
{
    [Fact]
    public async Task Post_OfAnIdea_MakesAProjectAndStartsIt()
    {
        using var answer = await Visit.PostAsync("/new",
            ("key", await KeyAsync()), ("idea", $"  {TestGateway.Idea}\r\nfor small teams \r\n"), ("constraints", "two developers\r\n\r\n  no cloud \r\n"),
            ("budget", "1,50"), ("language", "de"), ("act", "start"));

        var command = Assert.Single(Gateway.Cluster.Created);
        Assert.Equal($"{TestGateway.Idea}\nfor small teams", command.Idea);
        Assert.Equal(["two developers", "no cloud"], command.Constraints!);
        Assert.Equal((1.5m, "de", null), (command.MaxCostUsd, command.Language, command.Example));
        var project = Assert.Single(Gateway.Cluster.Projects.Values);
        Assert.Equal(WorkflowStatus.Processing, project.Status);
        Assert.Equal((HttpStatusCode.Redirect, $"/projects/{project.Id}"), (answer.StatusCode, answer.Headers.Location?.OriginalString));
    }

    [Fact]
    public async Task Post_OfOneFormAgain_MakesNoSecondProject()
    {
        var key = await KeyAsync();
        (string, string)[] fields = [("key", key), ("idea", TestGateway.Idea), ("act", "start")];

        using var first = await Visit.PostAsync("/new", fields);
        using var second = await Visit.PostAsync("/new", fields);
        using var other = await Visit.PostAsync("/new", ("key", await KeyAsync()), ("idea", TestGateway.Idea), ("act", "start"));

        Assert.Equal(first.Headers.Location, second.Headers.Location);
        Assert.NotEqual(first.Headers.Location, other.Headers.Location);
        Assert.Equal(2, Gateway.Cluster.Projects.Count);
    }

    [Theory]
    [InlineData("idea", "too short", "At least 10 characters are needed; these are 9.")]
    [InlineData("idea", "", "At least 10 characters are needed; these are 0.")]
    [InlineData("idea", "😀😀😀😀😀😀😀😀😀", "these are 9.")]
    [InlineData("constraints", "ok then\nno", "Line 2 needs 3 to 300 characters.")]
    [InlineData("budget", "0", "An amount in US dollars above 0")]
    [InlineData("budget", "-1", "An amount in US dollars above 0")]
    [InlineData("budget", "1e5", "An amount in US dollars above 0")]
    [InlineData("budget", "1,000.00", "An amount in US dollars above 0")]
    [InlineData("budget", "much", "An amount in US dollars above 0")]
    [InlineData("language", "klingon!", "Choose a language of the list.")]
    public async Task Post_OfAFieldThatIsWrong_SaysWhatIsNeededAndKeepsWhatWasTyped(string field, string value, string complaint)
    {
        var fields = new Dictionary<string, string>
        {
            ["idea"] = "<b>Build</b> a \"task\" list & more",
            ["constraints"] = "two developers",
            ["budget"] = "2",
            ["language"] = "de",
            ["act"] = "start",
            ["key"] = "0190a1de-0000-7000-8000-000000000001",
            [field] = value,
        };

        using var answer = await Visit.PostAsync("/new", [.. fields.Select(pair => (pair.Key, pair.Value))]);

        var page = WebUtility.HtmlDecode(await Visit.TextAsync(answer));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains(complaint, page, StringComparison.Ordinal);
        Assert.Contains(fields["idea"], page, StringComparison.Ordinal);
        Assert.Contains(fields["constraints"], page, StringComparison.Ordinal);
        Assert.Contains("value=\"0190a1de-0000-7000-8000-000000000001\"", page, StringComparison.Ordinal);
        Assert.Empty(Gateway.Cluster.Created);
    }

    [Fact]
    public async Task Post_OfANulCharacter_IsNoForm()
    {
        using var answer = await Visit.PostAsync("/new", ("key", await KeyAsync()), ("idea", "An idea with \0 in it"), ("act", "start"));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("text/html", answer.Content.Headers.ContentType?.MediaType);
        Assert.Empty(Gateway.Cluster.Created);
    }

    [Fact]
    public async Task Post_OfTheLargestIdea_IsTaken()
    {
        using var answer = await Visit.PostAsync("/new", ("key", await KeyAsync()), ("idea", string.Concat(Enumerable.Repeat("😀", 5000))), ("act", "start"));
        using var larger = await Visit.PostAsync("/new", ("key", await KeyAsync()), ("idea", string.Concat(Enumerable.Repeat("😀", 5001))), ("act", "start"));

        Assert.Equal((HttpStatusCode.Redirect, HttpStatusCode.UnprocessableEntity), (answer.StatusCode, larger.StatusCode));
    }

    [Fact]
    public async Task Post_WithASessionThatEnded_KeepsWhatWasTyped()
    {
        Visit.Session = "";

        using var answer = await Visit.PostAsync("/new", ("key", Guid.NewGuid().ToString()), ("idea", "An idea worth keeping"), ("act", "start"));

        var page = await Visit.TextAsync(answer);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Contains("An idea worth keeping", page, StringComparison.Ordinal);
        Assert.Contains("Your session has ended.", page, StringComparison.Ordinal);
        Assert.Empty(Gateway.Cluster.Created);
    }

    [Fact]
    public async Task Post_WhileTheClusterIsAway_KeepsWhatWasTypedAndTheKey()
    {
        var key = await KeyAsync();
        Gateway.Cluster.Failure = new StoreUnavailableException("The database is restarting.");
        using var away = await Visit.PostAsync("/new", ("key", key), ("idea", TestGateway.Idea), ("act", "start"));
        Gateway.Cluster.Failure = null;

        var page = await Visit.TextAsync(away);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, away.StatusCode);
        Assert.Contains(TestGateway.Idea, page, StringComparison.Ordinal);
        Assert.Contains(key, page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_OfAnEstimate_ShowsItAndMakesNothing()
    {
        Gateway.Cluster.Estimate = new CostEstimate(0.2m, 0.9m, [], [], 1.25m);

        using var form = await Visit.PostAsync("/new", ("key", await KeyAsync()), ("idea", TestGateway.Idea), ("act", "estimate"));
        using var script = await Visit.PostAsync("/new/estimate", ("idea", TestGateway.Idea));

        Assert.Contains("$0.20 to $0.90", await Visit.TextAsync(form), StringComparison.Ordinal);
        Assert.Contains("A budget of $1.25 pauses no run", await Visit.TextAsync(form), StringComparison.Ordinal);
        Assert.Equal("$0.20 to $0.90", (string)(await script.JsonAsync())["range"]!);
        Assert.Empty(Gateway.Cluster.Created);
    }

    [Fact]
    public async Task Post_OfAnExample_ShowsItAtOnce()
    {
        using var answer = await Visit.PostAsync("/examples", ("key", await KeyAsync()), ("example", "renamer"));
        using var unknown = await Visit.PostAsync("/examples", ("key", await KeyAsync()), ("example", "nothing"));

        Assert.Equal("renamer", Assert.Single(Gateway.Cluster.Created).Example);
        Assert.StartsWith("/projects/", answer.Headers.Location?.OriginalString, StringComparison.Ordinal);
        Assert.Equal("/new", unknown.Headers.Location?.OriginalString);
    }

    private async Task<string> KeyAsync()
    {
        using var page = await Visit.GetAsync("/new");
        return Key().Match(await Visit.TextAsync(page)).Groups[1].Value;
    }

    [GeneratedRegex("name=\"key\" value=\"([0-9a-f-]{36})\"")]
    private static partial Regex Key();
}
