using System.Diagnostics;
using AiDevFramework.Grains.Abstractions.Telemetry;
using OpenTelemetry;

namespace AiDevFramework.Hosting.Telemetry;

/// <summary>
/// Takes from every span what may hold a secret or a user's text, whoever put it there: query strings, which hold tokens, and the
/// messages of exceptions. The log of the same trace has the exception. <see cref="ExceptionSilence"/> does it for events.
/// </summary>
internal sealed class SpanRedaction : BaseProcessor<Activity>
{
    private static readonly string[] _removed = ["url.query", "exception.message", "exception.stacktrace"];

    private static readonly string[] _addresses = ["url.full", "http.url", "http.target"];

    public override void OnEnd(Activity data)
    {
        foreach (var tag in _removed)
        {
            if (data.GetTagItem(tag) is not null)
            {
                data.SetTag(tag, null);
            }
        }

        foreach (var tag in _addresses)
        {
            if (data.GetTagItem(tag) is string url && url.IndexOf('?', StringComparison.Ordinal) is >= 0 and var query)
            {
                data.SetTag(tag, url[..query]);
            }
        }

        if (data.StatusDescription is not null)
        {
            data.SetStatus(data.Status); // it is the exception's message too
        }

        SpanContent.Drop(data);
    }
}
