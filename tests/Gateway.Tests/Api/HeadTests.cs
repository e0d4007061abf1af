using System.Net;
using AiDevFramework.Gateway.Tests.Support;
using AiDevFramework.Grains.Abstractions.Documents;
using AiDevFramework.Grains.Abstractions.Projects;

namespace AiDevFramework.Gateway.Tests.Api;

/// <summary>HEAD is answered wherever GET is, with the same status and headers and without a body.</summary>
public sealed class HeadTests : IAsyncLifetime
{
    private static readonly string[] _differ = ["Date", "Last-Modified", "X-Request-Id", "Transfer-Encoding", "RateLimit"];

    private TestGateway _gateway = null!;

    public async ValueTask InitializeAsync() => _gateway = await TestGateway.StartAsync(("METRICS_ENABLED", "true"));

    public ValueTask DisposeAsync() => _gateway.DisposeAsync();

    [Theory]
    [InlineData("/health")]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    [InlineData("/openapi/v1.json")]
    [InlineData("/docs/")]
    [InlineData("/docs/scalar.js")]
    [InlineData("/metrics")]
    [InlineData("/nothing")]
    [InlineData("/api/v1/projects/PROJECT")]
    [InlineData("/api/v1/projects/PROJECT/documents")]
    [InlineData("/api/v1/projects/PROJECT/documents/PRD")]
    [InlineData("/api/v1/projects/PROJECT/documents/TECH_STACK")]
    [InlineData("/api/v1/projects/PROJECT/costs")]
    [InlineData("/api/v1/projects/PROJECT/events")]
    [InlineData("/api/v1/projects/PROJECT/progress")]
    [InlineData("/api/v1/projects/00000000-0000-0000-0000-000000000000")]
    [InlineData("/api/v1/projects/me")]
    public async Task Head_OfAPath_AnswersAsGetWithoutABody(string path)
    {
        var project = _gateway.Cluster.Add(WorkflowStatus.Completed);
        _gateway.Cluster.Documents[project.Id] =
            [new DocumentView(DocumentType.Prd, "# Product", new DocumentMetadata("m", 1), FakeCluster.CreatedAt)];
        path = path.Replace("PROJECT", project.Id.ToString(), StringComparison.Ordinal);

        using var get = await _gateway.GetAsync(path);
        using var head = await SendAsync(path);

        Assert.Equal(get.StatusCode, head.StatusCode);
        Assert.Empty(await head.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        Assert.Equal(HeadersOf(get, path), HeadersOf(head, path));
    }

    [Fact]
    public async Task Head_OfAnEventStream_EndsAtOnce()
    {
        var project = _gateway.Cluster.Add(WorkflowStatus.Processing);

        using var head = await SendAsync($"/api/v1/projects/{project.Id}/events/stream");

        Assert.Equal(HttpStatusCode.OK, head.StatusCode);
        Assert.Equal("text/event-stream", head.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task Head_WithoutAToken_IsRefusedAsGetIs()
    {
        using var head = await _gateway.SendAsync(HttpMethod.Head, "/api/v1/projects/123e4567-e89b-12d3-a456-426614174000");

        Assert.Equal(HttpStatusCode.Unauthorized, head.StatusCode);
        Assert.Equal("Bearer", head.Headers.WwwAuthenticate.Single().Scheme);
    }

    private async Task<HttpResponseMessage> SendAsync(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Head, path);
        return await _gateway.Client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    private static List<string> HeadersOf(HttpResponseMessage response, string path) =>
        [.. response.Headers.Concat(response.Content.Headers.Where(header => header.Key != "Content-Length" || path.StartsWith("/openapi", StringComparison.Ordinal)))
            .Where(header => !_differ.Contains(header.Key, StringComparer.OrdinalIgnoreCase) && header.Key != "Content-Security-Policy") // a nonce
            .Select(header => $"{header.Key}: {string.Join(", ", header.Value)}").Order(StringComparer.Ordinal)];
}
