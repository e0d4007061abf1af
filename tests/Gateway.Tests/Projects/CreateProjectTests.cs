using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using AiDevFramework.Gateway.Tests.Support;

namespace AiDevFramework.Gateway.Tests.Projects;

public sealed class CreateProjectTests : IAsyncLifetime
{
    private const string Path = "/api/v1/projects";

    private TestGateway _gateway = null!;

    /// <summary>Bodies that are no acceptable JSON object, whatever its fields.</summary>
    public static TheoryData<string, byte[]> BadBodies => new()
    {
        { "empty", [] },
        { "blank", "  \n"u8.ToArray() },
        { "null", "null"u8.ToArray() },
        { "array", "[]"u8.ToArray() },
        { "string", "\"idea\""u8.ToArray() },
        { "number", "1"u8.ToArray() },
        { "cut", "{\"idea\": \"Build a"u8.ToArray() },
        { "trailing junk", Encoding.UTF8.GetBytes(Body() + "x") },
        { "two objects", Encoding.UTF8.GetBytes(Body() + Body()) },
        { "trailing comma", "{\"idea\":\"Build a task list\",}"u8.ToArray() },
        { "comment", "{/* */}"u8.ToArray() },
        { "single quotes", "{'idea':'x'}"u8.ToArray() },
        { "byte order mark alone", [0xEF, 0xBB, 0xBF] },
        { "two byte order marks", [0xEF, 0xBB, 0xBF, 0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(Body())] },
        { "UTF-16", Encoding.Unicode.GetBytes(Body()) },
        { "not UTF-8", [.. "{\"idea\":\""u8, 0xC3, 0x28, .. "\"}"u8] },
        { "NUL byte", [.. "{\"idea\":\"Build a task list"u8, 0, .. "\"}"u8] },
        { "duplicate name", Encoding.UTF8.GetBytes("{\"idea\":\"Build a task list\"," + Body()[1..]) },
        { "duplicate name, escaped", Encoding.UTF8.GetBytes("{\"\\u0069dea\":\"Build a task list\"," + Body()[1..]) },
        { "duplicate name, deep", Encoding.UTF8.GetBytes("{\"more\":{\"a\":1,\"a\":2}," + Body()[1..]) },
        { "deep", Encoding.UTF8.GetBytes("{\"more\":" + new string('[', 10_000) + new string(']', 10_000) + "}") },
        { "infinite number", Encoding.UTF8.GetBytes("{\"more\":[1e400]," + Body()[1..]) },
        { "NaN", "{\"more\":NaN}"u8.ToArray() },
        { "half a surrogate in a name", Encoding.UTF8.GetBytes("{\"\\ud800\":1," + Body()[1..]) },
    };

    /// <summary>Fields that are wrong, the JSON of each, and the names that must be told.</summary>
    public static TheoryData<string, string[]> BadFields => new()
    {
        { "{}", ["idea", "user_id"] },
        { $$"""{"idea": {{Quote(TestGateway.Idea)}}}""", ["user_id"] },
        { $$"""{"user_id": "{{TestGateway.UserId}}"}""", ["idea"] },
        { Body(idea: "null"), ["idea"] },
        { Body(idea: "1"), ["idea"] },
        { Body(idea: "1e400"), ["body"] },
        { Body(idea: "true"), ["idea"] },
        { Body(idea: "[\"Build a task list\"]"), ["idea"] },
        { Body(idea: "{}"), ["idea"] },
        { Body(idea: "\"\""), ["idea"] },
        { Body(idea: "\"too short\""), ["idea"] },
        { Body(idea: "\"                    \""), ["idea"] },
        { Body(idea: "\"  too short  \\n\\t\\u00a0\\u3000\""), ["idea"] },
        { Body(idea: "\"Build a task\\u0000 list\""), ["idea"] },
        { Body(idea: "\"Build a task \\ud83d list\""), ["idea"] },
        { Body(idea: "\"Build a task \\ude00 list\""), ["idea"] },
        { Body(userId: "null"), ["user_id"] },
        { Body(userId: "7"), ["user_id"] },
        { Body(userId: "\"\""), ["user_id"] },
        { Body(userId: "\"me\""), ["user_id"] },
        { Body(userId: "\"550e8400-e29b41d4a716446655440000\""), ["user_id"] },
        { Body(userId: "\"550e8400e29b41d4a71644665544000g\""), ["user_id"] },
        { Body(userId: "\"{550e8400-e29b-41d4-a716-446655440000}\""), ["user_id"] },
        { Body(userId: "\" 550e8400-e29b-41d4-a716-446655440000\""), ["user_id"] },
        { Body(userId: "\"+50e8400-e29b-41d4-a716-446655440000\""), ["user_id"] },
        { Body(userId: "\"550e8400-e29b-41d4-a716-44665544000g\""), ["user_id"] },
        { Body(userId: "\"\\ud800\""), ["user_id"] },
        { Body(idea: "\"short\"", userId: "false"), ["idea", "user_id"] },
        { Body(maxCostUsd: "0"), ["max_cost_usd"] },
        { Body(maxCostUsd: "-1"), ["max_cost_usd"] },
        { Body(maxCostUsd: "1000000.5"), ["max_cost_usd"] },
        { Body(maxCostUsd: "0.0000001"), ["max_cost_usd"] },
        { Body(maxCostUsd: "1e300"), ["max_cost_usd"] },
        { Body(maxCostUsd: "\"1\""), ["max_cost_usd"] },
        { Body(maxCostUsd: "true"), ["max_cost_usd"] },
        { Body(idea: "1", userId: "2", maxCostUsd: "[]"), ["idea", "user_id", "max_cost_usd"] },
        { """{"Idea": "Build a task list", "USER_ID": "550e8400-e29b-41d4-a716-446655440000"}""", ["idea", "user_id"] },
    };

    public async ValueTask InitializeAsync() => _gateway = await TestGateway.StartAsync();

    public ValueTask DisposeAsync() => _gateway.DisposeAsync();

    [Fact]
    public async Task Post_OfAnIdea_AnswersAsSpecified()
    {
        using var response = await _gateway.PostJsonAsync(Path, Body());

        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        Assert.Equal("application/json", response.Content.Headers.ContentType?.MediaType);
        var created = await response.JsonAsync();
        var id = (string)created["project_id"]!;
        Answers.JsonEquals($$"""{"project_id": "{{id}}", "status": "CREATED", "created_at": "2025-11-09T12:00:00.000Z"}""", created);
        Assert.Equal($"{Path}/{id}", response.Headers.Location?.OriginalString);
        var stored = _gateway.Cluster.Projects[Guid.Parse(id)];
        Assert.Equal((TestGateway.Idea, Guid.Parse(TestGateway.UserId)), (stored.Idea, stored.UserId));
    }

    [Theory]
    [InlineData("application/json; charset=utf-8")]
    [InlineData("application/json;charset=\"UTF-8\"")]
    [InlineData("application/json; charset=utf8")]
    [InlineData("application/json;charset=\"UTF8\"")]
    [InlineData("APPLICATION/JSON")]
    [InlineData("application/vnd.api+json")]
    public async Task Post_WithAJsonContentType_IsAccepted(string contentType)
    {
        using var response = await _gateway.PostAsync(Path, Encoding.UTF8.GetBytes(Body()), contentType);

        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
    }

    [Fact]
    public async Task Post_WithAByteOrderMark_IsAccepted()
    {
        using var response = await _gateway.PostAsync(Path, [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(Body())]);

        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        Assert.Equal(TestGateway.Idea, _gateway.Cluster.Projects.Values.Single().Idea);
    }

    [Theory]
    [InlineData("550e8400e29b41d4a716446655440000")]
    [InlineData("550E8400E29B41D4A716446655440000")]
    [InlineData("550E8400-E29B-41D4-A716-446655440000")]
    public async Task Post_WithAUserIdInAnotherSpelling_MeansTheSameUser(string userId)
    {
        using var response = await _gateway.PostJsonAsync(Path, Body(userId: Quote(userId)));

        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        Assert.Equal(Guid.Parse(TestGateway.UserId), _gateway.Cluster.Projects.Values.Single().UserId);
    }

    [Fact]
    public async Task Post_WithBlanksAroundTheIdeaAndUnknownNames_TrimsAndIgnores()
    {
        using var response = await _gateway.PostJsonAsync(
            Path, "{\"more\": {\"depth\": [1, 2.5e3, null]}," + Body(idea: "\" \\n\\t Build a task list \\u00a0\"")[1..]);

        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        Assert.Equal("Build a task list", _gateway.Cluster.Projects.Values.Single().Idea);
    }

    [Theory]
    [InlineData("a", 9, false)]
    [InlineData("a", 10, true)]
    [InlineData("a", 5000, true)]
    [InlineData("a", 5001, false)]
    [InlineData("😀", 9, false)] // two UTF-16 units, one code point
    [InlineData("😀", 10, true)]
    [InlineData("😀", 5000, true)]
    [InlineData("😀", 5001, false)]
    [InlineData("e\u0301", 4, false)] // a letter and its accent are two
    [InlineData("e\u0301", 5, true)]
    [InlineData("e\u0301", 2500, true)]
    [InlineData("\u200B", 10, true)] // zero width is no blank
    [InlineData("שלום", 3, true)]
    public async Task Post_OfAnIdeaOfThisLength_CountsCodePoints(string unit, int times, bool accepted)
    {
        var idea = string.Concat(Enumerable.Repeat(unit, times));

        using var written = await _gateway.PostJsonAsync(Path, Body(idea: $"\"{idea}\""));
        using var escaped = await _gateway.PostJsonAsync(
            Path, Body(idea: $"\"{string.Concat(idea.Select(unit => $"\\u{(int)unit:x4}"))}\""));

        var expected = accepted ? HttpStatusCode.Created : HttpStatusCode.BadRequest;
        Assert.Equal((expected, expected), (written.StatusCode, escaped.StatusCode));
        Assert.All(_gateway.Cluster.Projects.Values, project => Assert.Equal(idea, project.Idea));
    }

    [Theory]
    [MemberData(nameof(BadBodies))]
    public async Task Post_OfWhatIsNoJsonObject_Answers400(string what, byte[] body)
    {
        using var response = await _gateway.PostAsync(Path, body);

        var problem = await response.ProblemAsync(400);
        Assert.True(problem["errors"]!["body"] is JsonArray { Count: 1 }, what);
        Assert.Contains("Send one JSON object", (string)problem["detail"]!, StringComparison.Ordinal);
        Assert.Empty(_gateway.Cluster.Projects);
    }

    [Theory]
    [MemberData(nameof(BadFields))]
    public async Task Post_OfWrongFields_NamesEachOfThem(string body, string[] fields)
    {
        using var response = await _gateway.PostJsonAsync(Path, body);

        var problem = await response.ProblemAsync(400);
        Assert.Equal("urn:aidev:problem:validation", (string)problem["type"]!);
        Assert.Equal(Path, (string)problem["instance"]!);
        Assert.Equal(fields.Order(), problem["errors"]!.AsObject().Select(error => error.Key).Order());
        Assert.All(problem["errors"]!.AsObject(), error => Assert.NotEmpty((string)error.Value![0]!));
        Assert.Empty(_gateway.Cluster.Projects);
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("application/xml")]
    [InlineData("application/json; charset=utf-16")]
    [InlineData("application/jsonp")]
    [InlineData("json")]
    [InlineData("")]
    public async Task Post_WithAnotherContentType_Answers415(string contentType)
    {
        using var response = await _gateway.PostAsync(Path, Encoding.UTF8.GetBytes(Body()), contentType);

        var problem = await response.ProblemAsync(415);
        Assert.Contains("Content-Type: application/json", (string)problem["detail"]!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("identity, gzip")]
    public async Task Post_OfACompressedBody_Answers415(string encoding)
    {
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(Body()));
        content.Headers.TryAddWithoutValidation("Content-Type", "application/json");
        content.Headers.TryAddWithoutValidation("Content-Encoding", encoding);

        using var response = await _gateway.Client.PostAsync(Path, content, TestContext.Current.CancellationToken);

        await response.ProblemAsync(415);
        Assert.Equal("identity", response.Headers.GetValues("Accept-Encoding").Single());
    }

    [Theory]
    [InlineData(64 * 1024, false, 400)] // read, and found to be no JSON
    [InlineData((64 * 1024) + 1, false, 413)]
    [InlineData((64 * 1024) + 1, true, 413)]
    [InlineData(1_000_000, false, 413)]
    [InlineData(1_000_000, true, 413)]
    public async Task Post_OfABodyOfThisSize_IsRefusedAboveTheLimit(int bytes, bool chunked, int status)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Path) { Content = new ByteArrayContent(new byte[bytes]) };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", "application/json");
        request.Headers.TransferEncodingChunked = chunked;

        using var response = await _gateway.Client.SendAsync(request, TestContext.Current.CancellationToken);

        await response.ProblemAsync(status);
    }

    [Fact]
    public async Task Post_OfAnIdeaFullOfMarkup_StoresItAsItIs()
    {
        const string idea = "'; drop table projects; -- {idea} {{x}} %s ${PATH} <script>alert(1)</script> ../../etc/passwd";

        using var response = await _gateway.PostJsonAsync(Path, Body(idea: Quote(idea)));

        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        Assert.Equal(idea, _gateway.Cluster.Projects.Values.Single().Idea);
    }

    [Theory]
    [InlineData("1.50", "1.5")]
    [InlineData("0.000001", "0.000001")]
    [InlineData("1000000", "1000000")]
    [InlineData("null", null)]
    public async Task Create_WithABudget_HandsItOn(string json, string? expected)
    {
        using var response = await _gateway.PostJsonAsync(Path, Body(maxCostUsd: json));

        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        var project = Assert.Single(_gateway.Cluster.Projects.Values);
        Assert.Equal(
            expected is null ? null : decimal.Parse(expected, System.Globalization.CultureInfo.InvariantCulture), project.Metadata.MaxCostUsd);
    }

    [Fact]
    public async Task Create_WithConstraintsAndALanguage_HandsThemOn()
    {
        using var response = await _gateway.PostJsonAsync(Path, With("""{"constraints": [" only PostgreSQL ", "zwei Entwickler"], "language": "de-AT"}"""));

        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        var command = Assert.Single(_gateway.Cluster.Created);
        Assert.Equal(["only PostgreSQL", "zwei Entwickler"], command.Constraints);
        Assert.Equal("de-AT", command.Language);
    }

    [Theory]
    [InlineData("""{"constraints": null, "language": null}""")]
    [InlineData("""{"constraints": []}""")]
    public async Task Create_WithoutAny_IsAsBefore(string members)
    {
        using var response = await _gateway.PostJsonAsync(Path, With(members));

        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        Assert.True(Assert.Single(_gateway.Cluster.Created) is { Constraints: null or [], Language: null });
    }

    [Theory]
    [InlineData("""{"constraints": "only PostgreSQL"}""", "constraints", "constraints must be a list.")]
    [InlineData("""{"constraints": [1]}""", "constraints", "constraints must be a list.")]
    [InlineData("""{"constraints": ["ok then", null]}""", "constraints", "constraints[1] must be a string.")]
    [InlineData("""{"constraints": ["  ab "]}""", "constraints", "constraints[0] must have 3 to 300 characters, it has 2 without blanks around it.")]
    [InlineData("""{"constraints": ["a\u0000bc"]}""", "constraints", "constraints[0] must not contain NUL characters.")]
    [InlineData("""{"language": "german"}""", "language", "language must be a language tag like de or pt-BR (BCP 47).")]
    [InlineData("""{"language": ""}""", "language", "language must be a language tag like de or pt-BR (BCP 47).")]
    [InlineData("""{"language": 7}""", "language", "language must be a string.")]
    [InlineData("""{"constraint": ["only PostgreSQL"]}""", "constraints", "'constraint' is not known here: write 'constraints', or leave it out.")]
    public async Task Create_WithWrongConstraintsOrLanguage_SaysWhat(string members, string member, string complaint)
    {
        using var response = await _gateway.PostJsonAsync(Path, With(members));

        var problem = await response.ProblemAsync(400);
        Assert.Equal(complaint, (string?)problem["errors"]![member]![0]);
        Assert.Empty(_gateway.Cluster.Created);
    }

    [Fact]
    public async Task Create_WithTooManyOrTooLongConstraints_IsRefused()
    {
        using var many = await _gateway.PostJsonAsync(Path, With($$"""{"constraints": [{{string.Join(", ", Enumerable.Repeat("\"only one\"", 21))}}]}"""));
        using var most = await _gateway.PostJsonAsync(Path, With($$"""{"constraints": [{{string.Join(", ", Enumerable.Repeat($"\"{new string('漢', 300)}\"", 20))}}]}"""));
        using var tooLong = await _gateway.PostJsonAsync(Path, With($$"""{"constraints": ["{{new string('a', 301)}}"]}"""));

        Assert.Equal("constraints must have at most 20 entries, it has 21.", (string?)(await many.ProblemAsync(400))["errors"]!["constraints"]![0]);
        Assert.Equal(HttpStatusCode.Created, most.StatusCode);
        Assert.Equal(
            "constraints[0] must have 3 to 300 characters, it has 301 without blanks around it.",
            (string?)(await tooLong.ProblemAsync(400))["errors"]!["constraints"]![0]);
    }

    /// <param name="members">An object whose members are put behind those of a good body.</param>
    private static string With(string members) => $"{Body()[..^1]}, {members[1..]}";

    private static string Body(string? idea = null, string? userId = null, string? maxCostUsd = null) =>
        $$"""{"idea": {{idea ?? Quote(TestGateway.Idea)}}, "user_id": {{userId ?? Quote(TestGateway.UserId)}}{{(maxCostUsd is null ? "" : $", \"max_cost_usd\": {maxCostUsd}")}}}""";

    private static string Quote(string text) => JsonValue.Create(text).ToJsonString();
}
