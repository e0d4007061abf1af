using System.Net;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using AiDevFramework.Gateway.Tests.Support;
using AiDevFramework.TestSupport;

namespace AiDevFramework.Gateway.Tests.OpenApi;

public sealed class ApiDescriptionTests : IAsyncLifetime
{
    private static readonly Dictionary<string, string[]> _operations = new()
    {
        ["createProject"] = ["POST /api/v1/projects", "201", "400", "401", "413", "415", "429", "503"],
        ["listProjects"] = ["GET /api/v1/projects", "200", "400", "401", "403", "429", "503"],
        ["getProject"] = ["GET /api/v1/projects/{project_id}", "200", "400", "401", "404", "429", "503"],
        ["startWorkflow"] = ["POST /api/v1/projects/{project_id}/start-workflow", "200", "400", "401", "404", "429", "503"],
        ["retryWorkflow"] = ["POST /api/v1/projects/{project_id}/retry", "200", "400", "401", "404", "409", "413", "415", "429", "503"],
        ["cancelWorkflow"] = ["POST /api/v1/projects/{project_id}/cancel", "200", "400", "401", "404", "409", "429", "503"],
        ["getDocuments"] = ["GET /api/v1/projects/{project_id}/documents", "200", "400", "401", "404", "429", "503"],
        ["getDocument"] = ["GET /api/v1/projects/{project_id}/documents/{document_type}", "200", "400", "401", "404", "429", "503"],
        ["getPlan"] = ["GET /api/v1/projects/{project_id}/plan", "200", "400", "401", "404", "429", "503"],
        ["getFindings"] = ["GET /api/v1/projects/{project_id}/plan/findings", "200", "400", "401", "404", "429", "503"],
        ["getTasks"] = ["GET /api/v1/projects/{project_id}/plan/tasks", "200", "400", "401", "404", "429", "503"],
        ["traceItem"] = ["GET /api/v1/projects/{project_id}/plan/trace/{item}", "200", "400", "401", "404", "429", "503"],
        ["getMatrix"] = ["GET /api/v1/projects/{project_id}/plan/matrix", "200", "400", "401", "404", "429", "503"],
        ["getCosts"] = ["GET /api/v1/projects/{project_id}/costs", "200", "400", "401", "404", "429", "503"],
        ["estimateProject"] = ["POST /api/v1/projects/estimate", "200", "400", "401", "413", "415", "429", "503"],
        ["getHealth"] = ["GET /health", "200", "405", "503"],
    };

    private static readonly JsonSerializerOptions _readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private TestGateway _gateway = null!;
    private JsonObject _document = null!;

    public async ValueTask InitializeAsync()
    {
        _gateway = await TestGateway.StartAsync();
        using var response = await _gateway.SendAsync(HttpMethod.Get, "/openapi/v1.json");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        _document = await response.JsonAsync();
    }

    public ValueTask DisposeAsync() => _gateway.DisposeAsync();

    [Fact]
    public void Document_OfTheService_IsOpenApi31WithABearerScheme()
    {
        Assert.StartsWith("3.1.", (string)_document["openapi"]!, StringComparison.Ordinal);
        Assert.Equal("AI-Driven Development Framework API", (string)_document["info"]!["title"]!);
        Assert.NotEmpty(_document["servers"]!.AsArray());
        var scheme = _document["components"]!["securitySchemes"]!["Bearer"]!;
        Assert.Equal(("http", "bearer"), ((string)scheme["type"]!, (string)scheme["scheme"]!));
    }

    [Fact]
    public void Operations_OfTheSpecification_AreDescribedWithAllTheirAnswers()
    {
        var found = Operations().ToDictionary(operation => (string)operation.Node["operationId"]!, operation => operation);

        foreach (var (id, expected) in _operations)
        {
            var (at, node) = found[id];
            Assert.Equal(expected, (string[])[at, .. node["responses"]!.AsObject().Select(response => response.Key).Order()]);
            Assert.NotEmpty((string)node["summary"]!);
            Assert.Single(node["tags"]!.AsArray());
            Assert.Equal(id == "getHealth" ? 0 : 1, node["security"]!.AsArray().Count);
            AssertFits(node["responses"]![expected[1]]!["content"]!["application/json"]!);
        }
    }

    [Fact]
    public void Document_OfTheService_IsTheOneOnRecord()
    {
        _document["servers"]![0]!["url"] = "/"; // the address is the test's

        GeneratedText.RequireCurrent("docs/guide/openapi.json", $"{_document.ToJsonString(_readable)}\n");
    }

    [Fact]
    public void Requests_ThatHaveABody_ShowOneThatFits()
    {
        var bodies = Operations().Select(operation => operation.Node["requestBody"]).OfType<JsonNode>().ToList();

        Assert.Equal([false, true, true, true], bodies.Select(body => (bool?)body["required"] is true).Order());
        Assert.All(bodies, body => AssertFits(body["content"]!["application/json"]!));
    }

    [Fact]
    public void Operations_ThatRefuse_AnswerProblems()
    {
        foreach (var (_, node) in Operations())
        {
            foreach (var (status, response) in node["responses"]!.AsObject().Where(response => response.Key[0] == '4'))
            {
                Assert.Equal(
                    "#/components/schemas/Problem",
                    (string)response!["content"]!["application/problem+json"]!["schema"]!["$ref"]!);
                Assert.Equal(status == "429", response["headers"]?["Retry-After"] is not null);
            }
        }
    }

    [Fact]
    public void Documents_OfAModel_AreCalledUntrusted()
    {
        foreach (var (at, node) in Operations().Where(operation => operation.At.Contains("/documents", StringComparison.Ordinal)))
        {
            Assert.True(((string?)node["description"])?.Contains("untrusted", StringComparison.Ordinal), at);
        }

        var content = _document["components"]!["schemas"]!["DocumentResponse"]!["properties"]!["content_md"]!;
        Assert.Contains("untrusted", (string)content["description"]!, StringComparison.Ordinal);
    }

    [Fact]
    public void Schemas_OfEnums_ListTheWireNames()
    {
        var schemas = _document["components"]!["schemas"]!;

        Answers.JsonEquals(
            """["CREATED", "PROCESSING", "COMPLETED", "FAILED", "CANCELLED"]""", schemas["WorkflowStatus"]!["enum"]!);
        Answers.JsonEquals(
            """["SMART_DETECTION", "EVENT_STORMING", "PRD", "TECH_STACK", "EXECUTION_PLAN"]""", schemas["Phase"]!["enum"]!);
        Assert.Equal("string", (string)schemas["Phase"]!["type"]!);
    }

    [Fact]
    public void Schemas_OfAnswers_RequireWhatIsAlwaysWritten()
    {
        var schemas = _document["components"]!["schemas"]!;

        Answers.JsonEquals("""["project_id", "total_cost_usd", "calls", "attempts", "unknowns", "prompt_tokens", "completion_tokens", "breakdown"]""", schemas["CostResponse"]!["required"]!);
        Answers.JsonEquals("""["null", "number"]""", schemas["CostResponse"]!["properties"]!["total_cost_usd"]!["type"]!);
        Answers.JsonEquals("\"number\"", schemas["CostResponse"]!["properties"]!["known_cost_usd"]!["type"]!);
        Answers.JsonEquals("\"date-time\"", schemas["ProjectResponse"]!["properties"]!["completed_at"]!["format"]!);
        var idea = schemas["CreateProjectRequest"]!["properties"]!["idea"]!;
        Assert.Equal((10, 5000), ((int)idea["minLength"]!, (int)idea["maxLength"]!));
    }

    [Fact]
    public async Task Docs_WithoutTheInternet_LoadNothingFromElsewhere()
    {
        var page = await _gateway.Anonymous.GetStringAsync("/docs", TestContext.Current.CancellationToken);

        Assert.Contains("openapi/v1.json", page, StringComparison.Ordinal);
        Assert.DoesNotContain("http://", page, StringComparison.Ordinal);
        Assert.DoesNotContain("https://", page, StringComparison.Ordinal);
        foreach (var asset in (string[])["/docs/scalar.js", "/docs/scalar.aspnetcore.js"])
        {
            using var response = await _gateway.SendAsync(HttpMethod.Get, asset);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            Assert.Contains("javascript", response.Content.Headers.ContentType?.MediaType, StringComparison.Ordinal);
        }
    }

    /// <summary>The example has all members that the schema requires, and none that it does not know.</summary>
    private void AssertFits(JsonNode content)
    {
        var schema = _document["components"]!["schemas"]![((string)content["schema"]!["$ref"]!).Split('/')[^1]]!;
        var members = content["example"]!.AsObject().Select(member => member.Key).ToList();
        Assert.NotEmpty(members);
        Assert.Subset(schema["properties"]!.AsObject().Select(property => property.Key).ToHashSet(), members.ToHashSet());
        Assert.Superset((schema["required"]?.AsArray() ?? []).Select(name => (string)name!).ToHashSet(), members.ToHashSet());
    }

    private IEnumerable<(string At, JsonNode Node)> Operations() =>
        from path in _document["paths"]!.AsObject()
        from operation in path.Value!.AsObject()
        select ($"{operation.Key.ToUpperInvariant()} {path.Key}", operation.Value);
}
