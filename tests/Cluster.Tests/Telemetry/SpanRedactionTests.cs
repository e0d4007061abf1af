using System.Diagnostics;
using AiDevFramework.Hosting.Telemetry;

namespace AiDevFramework.Cluster.Tests.Telemetry;

public sealed class SpanRedactionTests
{
    [Fact]
    public void OnEnd_OfASpanWithQueriesAndMessages_KeepsNoneOfThem()
    {
        using var span = new Activity("request")
            .SetTag("url.query", "?token=secret").SetTag("url.full", "http://host/path?token=secret").SetTag("url.path", "/path")
            .SetTag("exception.type", "System.Exception").SetTag("exception.message", "secret").SetTag("exception.stacktrace", "secret")
            .SetStatus(ActivityStatusCode.Error, "secret");
        using var redaction = new SpanRedaction();

        redaction.OnEnd(span);

        Assert.Equal(
            new Dictionary<string, object?> { ["url.full"] = "http://host/path", ["url.path"] = "/path", ["exception.type"] = "System.Exception" },
            span.TagObjects.ToDictionary());
        Assert.Equal((ActivityStatusCode.Error, null), (span.Status, span.StatusDescription));
    }
}
