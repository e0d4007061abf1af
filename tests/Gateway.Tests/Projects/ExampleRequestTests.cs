using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using AiDevFramework.Gateway.Tests.Support;
using AiDevFramework.Plans.Examples;

namespace AiDevFramework.Gateway.Tests.Projects;

/// <summary>Requests that choose a recorded example.</summary>
public sealed class ExampleRequestTests : IAsyncLifetime
{
    private const string Path = "/api/v1/projects";

    private TestGateway _gateway = null!;

    public static TheoryData<string> Examples => [.. ExampleCatalogue.All.Select(example => example.Name)];

    public async ValueTask InitializeAsync() => _gateway = await TestGateway.StartAsync();

    public ValueTask DisposeAsync() => _gateway.DisposeAsync();

    [Theory]
    [MemberData(nameof(Examples))]
    public async Task Create_OfAnExample_TakesItsIdea(string name)
    {
        using var response = await _gateway.PostJsonAsync(Path, With(("example", name)));

        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        var command = Assert.Single(_gateway.Cluster.Created);
        Assert.Equal((name, ExampleCatalogue.Find(name)!.Idea), (command.Example, command.Idea));
        var project = await _gateway.Client.GetStringAsync(response.Headers.Location, TestContext.Current.CancellationToken);
        Assert.Equal(name, (string?)JsonNode.Parse(project)!["metadata"]!["example"]);
    }

    [Fact]
    public async Task Create_WithTheExamplesOwnIdeaBesideIt_IsTheSame()
    {
        using var response = await _gateway.PostJsonAsync(
            Path, With(("example", "portal"), ("idea", $"  {ExampleCatalogue.Find("portal")!.Idea}\n"), ("constraints", null), ("language", null)));

        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        Assert.Equal(ExampleCatalogue.Find("portal")!.Idea, Assert.Single(_gateway.Cluster.Created).Idea);
    }

    [Fact]
    public async Task Create_OfAnIdea_IsNoExample()
    {
        using var response = await _gateway.PostJsonAsync(Path, With(("idea", ExampleCatalogue.Find("portal")!.Idea), ("example", null)));

        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        Assert.Null(Assert.Single(_gateway.Cluster.Created).Example);
    }

    [Theory]
    [InlineData("webshop")]
    [InlineData("Portal")]
    [InlineData("")]
    [InlineData("portal renamer")]
    public async Task Create_OfAnUnknownExample_NamesTheThree(string name)
    {
        using var response = await _gateway.PostJsonAsync(Path, With(("example", name)));

        var problem = await response.ProblemAsync(400);
        Assert.Equal("example must be one of marketplace, renamer, portal.", (string?)problem["errors"]!["example"]![0]);
        Assert.Empty(_gateway.Cluster.Created);
    }

    [Theory]
    [InlineData("idea", "\"A task list that sorts itself\"", "idea must be left out with example, or be the idea of 'portal' letter by letter: its answers are recorded for that one.")]
    [InlineData("constraints", "[\"only PostgreSQL\"]", "constraints must be left out with example: the recording answers the example's own idea alone.")]
    [InlineData("language", "\"en\"", "language must be left out with example: the recording answers the example's own idea alone.")]
    public async Task Create_WithWhatTheRecordingDoesNotAnswer_IsRefused(string member, string json, string complaint)
    {
        using var response = await _gateway.PostJsonAsync(
            Path, $$"""{"example": "portal", "user_id": "{{TestGateway.UserId}}", "{{member}}": {{json}}}""");

        var problem = await response.ProblemAsync(400);
        Assert.Equal(complaint, (string?)problem["errors"]![member]![0]);
        Assert.Empty(_gateway.Cluster.Created);
    }

    [Fact]
    public async Task Create_WithNeitherIdeaNorExample_AsksForTheIdea()
    {
        using var response = await _gateway.PostJsonAsync(Path, With(("example", null)));

        var problem = await response.ProblemAsync(400);
        Assert.Equal("idea is required: what to build, in 10 to 5000 characters.", (string?)problem["errors"]!["idea"]![0]);
    }

    private static string With(params (string Name, string? Value)[] members) => JsonSerializer.Serialize(
        members.Append(("user_id", TestGateway.UserId)).ToDictionary(member => member.Item1, member => member.Item2));
}
