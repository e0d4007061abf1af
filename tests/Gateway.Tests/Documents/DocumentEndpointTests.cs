using System.Net;
using AiDevFramework.Gateway.Tests.Support;
using AiDevFramework.Grains.Abstractions.Documents;
using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.Grains.Abstractions.Projects;

namespace AiDevFramework.Gateway.Tests.Documents;

public sealed class DocumentEndpointTests : IAsyncLifetime
{
    private TestGateway _gateway = null!;
    private Guid _project;

    public async ValueTask InitializeAsync()
    {
        _gateway = await TestGateway.StartAsync();
        _project = _gateway.Cluster.Add(WorkflowStatus.Completed, Phase.ExecutionPlan).Id;
        _gateway.Cluster.Documents[_project] =
        [
            new DocumentView(
                DocumentType.Prd, "# Product Requirements Document\n\n<b>\"Größe\" & 😀</b>",
                new DocumentMetadata("openai/gpt-4o", 3500, FeatureCount: 8, Complexity: Complexity.Medium),
                FakeCluster.CreatedAt.AddMinutes(2)),
            new DocumentView(
                DocumentType.ExecutionPlan, "# Execution Plan",
                new DocumentMetadata("offline/planner", 7000, Offline: true, Approach: Approach.Horizontal, StageCount: 3),
                FakeCluster.CreatedAt.AddMinutes(3)),
        ];
    }

    public ValueTask DisposeAsync() => _gateway.DisposeAsync();

    [Fact]
    public async Task Get_OfAllDocuments_AnswersAsSpecified()
    {
        using var response = await _gateway.GetAsync($"/api/v1/projects/{_project}/documents");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Answers.JsonEquals($$"""
            {
              "project_id": "{{_project}}",
              "documents": [
                {
                  "type": "PRD",
                  "content_md": "# Product Requirements Document\n\n<b>\"Größe\" & 😀</b>",
                  "metadata": { "model": "openai/gpt-4o", "tokens": 3500, "feature_count": 8, "complexity": "MEDIUM" },
                  "created_at": "2025-11-09T12:02:00.000Z"
                },
                {
                  "type": "EXECUTION_PLAN",
                  "content_md": "# Execution Plan",
                  "metadata": { "model": "offline/planner", "tokens": 7000, "offline": true, "approach": "HORIZONTAL", "stage_count": 3 },
                  "created_at": "2025-11-09T12:03:00.000Z"
                }
              ]
            }
            """, await response.JsonAsync());
    }

    [Fact]
    public async Task Get_BeforeTheFirstDocument_AnswersAnEmptyList()
    {
        var project = _gateway.Cluster.Add(WorkflowStatus.Created);

        using var response = await _gateway.GetAsync($"/api/v1/projects/{project.Id}/documents");

        Answers.JsonEquals($$"""{"project_id": "{{project.Id}}", "documents": []}""", await response.JsonAsync());
    }

    [Fact]
    public async Task Get_OfOneDocument_AnswersAsSpecified()
    {
        using var response = await _gateway.GetAsync($"/api/v1/projects/{_project}/documents/PRD");

        Answers.JsonEquals("""
            {
              "type": "PRD",
              "content_md": "# Product Requirements Document\n\n<b>\"Größe\" & 😀</b>",
              "metadata": { "model": "openai/gpt-4o", "tokens": 3500, "feature_count": 8, "complexity": "MEDIUM" },
              "created_at": "2025-11-09T12:02:00.000Z"
            }
            """, await response.JsonAsync());
    }

    [Theory]
    [InlineData("EVENT_STORMING")]
    [InlineData("TECH_STACK")]
    public async Task Get_OfADocumentThatIsNotWritten_Answers404(string type)
    {
        using var response = await _gateway.GetAsync($"/api/v1/projects/{_project}/documents/{type}");

        var problem = await response.ProblemAsync(404);
        Assert.Contains(type, (string)problem["detail"]!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("prd")]
    [InlineData("Prd")]
    [InlineData("1")]
    [InlineData("README")]
    [InlineData("EVENT_STORMING,PRD")]
    [InlineData("%20PRD")]
    [InlineData("%F0%9F%98%80")]
    public async Task Get_OfATypeThatIsUnknown_Answers400AndListsThem(string type)
    {
        using var response = await _gateway.GetAsync($"/api/v1/projects/{_project}/documents/{type}");

        var problem = await response.ProblemAsync(400);
        Assert.Equal(["document_type"], problem["errors"]!.AsObject().Select(error => error.Key));
        Assert.Contains("EVENT_STORMING, PRD, TECH_STACK, EXECUTION_PLAN", (string)problem["detail"]!, StringComparison.Ordinal);
    }
}
