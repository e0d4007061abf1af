using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using AiDevFramework.Grains.Abstractions.Telemetry;
using OpenTelemetry;

namespace AiDevFramework.Hosting.Telemetry;

/// <summary>
/// Sends spans to the ingestion endpoint that Langfuse had before OTLP: for instances of version 2, and of 3 where OTLP is not
/// let through. The answer is 207 with a verdict on each event; what was refused counts as dropped.
/// </summary>
internal sealed class LangfuseIngestion : BaseExporter<Activity>
{
    /// <summary>Langfuse takes 3.5 MB.</summary>
    private const int LargestRequest = 3_000_000;

    private static readonly TimeSpan _limit = TimeSpan.FromSeconds(10);

    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false }) { Timeout = _limit };
    private readonly Uri _address;
    private readonly AuthenticationHeaderValue _credentials;
    private readonly QueuePlaces _places;

    public LangfuseIngestion(LangfuseOptions options, QueuePlaces places)
    {
        _address = new Uri($"{options.Host.TrimEnd('/')}/api/public/ingestion");
        _credentials = new AuthenticationHeaderValue("Basic", options.Credentials);
        _places = places;
    }

    public override ExportResult Export(in Batch<Activity> batch)
    {
        _places.Free(batch.Count);
        var (events, size, result) = (new List<string>(), 0, ExportResult.Success);
        foreach (var span in batch)
        {
            foreach (var told in EventsOf(span).Select(item => item.ToJsonString(LangfuseNames.Json)))
            {
                if (size + told.Length > LargestRequest)
                {
                    Send();
                }

                events.Add(told);
                size += Encoding.UTF8.GetByteCount(told);
            }
        }

        Send();
        return result;

        void Send()
        {
            if (events.Count > 0 && Post(events) is > 0 and var refused)
            {
                _places.CountFailed(refused);
                result = ExportResult.Failure;
            }

            events.Clear();
            size = 0;
        }
    }

    protected override void Dispose(bool disposing)
    {
        _http.Dispose();
        base.Dispose(disposing);
    }

    /// <summary>An observation, and the trace itself where a span begins or ends a run.</summary>
    internal static IEnumerable<JsonObject> EventsOf(Activity span)
    {
        if (span.ParentSpanId == default || span.OperationName == Tracing.WorkflowStarted)
        {
            yield return Envelope("trace-create", span, TraceOf(span));
        }

        var type = Text(span, LangfuseNames.Type);
        yield return Envelope($"{type}-create", span, type == "generation" ? CallOf(span) : ObservationOf(span));
    }

    /// <returns>How many events were not taken.</returns>
    private int Post(List<string> events)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, _address)
            {
                Headers = { Authorization = _credentials },
                Content = new StringContent("{\"batch\":[" + string.Join(',', events) + "],\"metadata\":{}}", Encoding.UTF8, "application/json"),
            };
            using var answer = _http.Send(request, HttpCompletionOption.ResponseContentRead);
            return answer.IsSuccessStatusCode ? Refused(answer) : events.Count;
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException or IOException)
        {
            return events.Count; // away, or too slow
        }
    }

    private static int Refused(HttpResponseMessage answer)
    {
        try
        {
            using var verdicts = JsonDocument.Parse(answer.Content.ReadAsStream());
            return verdicts.RootElement.TryGetProperty("errors", out var errors) && errors.ValueKind is JsonValueKind.Array ? errors.GetArrayLength() : 0;
        }
        catch (JsonException)
        {
            return 0; // it said that it took them
        }
    }

    private static JsonObject Envelope(string type, Activity span, JsonObject body) => new()
    {
        ["id"] = Guid.CreateVersion7().ToString(),
        ["type"] = type,
        ["timestamp"] = Time(span.StartTimeUtc + span.Duration),
        ["body"] = body,
    };

    private static JsonObject TraceOf(Activity span) => Filled(new()
    {
        ["id"] = span.TraceId.ToHexString(),
        ["timestamp"] = Time(span.StartTimeUtc),
        ["name"] = Text(span, LangfuseNames.TraceName),
        ["userId"] = Text(span, LangfuseNames.UserId),
        ["sessionId"] = Text(span, LangfuseNames.SessionId),
        ["tags"] = new JsonArray([.. ((string[]?)span.GetTagItem(LangfuseNames.TraceTags) ?? []).Select(tag => JsonValue.Create(tag))]),
        ["environment"] = Text(span, LangfuseNames.Environment),
        ["release"] = Text(span, LangfuseNames.Release),
        ["input"] = Text(span, LangfuseNames.TraceInput),
        ["output"] = Parsed(span, LangfuseNames.TraceOutput),
        ["metadata"] = Metadata(span, LangfuseNames.TraceMetadata),
    });

    private static JsonObject ObservationOf(Activity span) => Filled(new()
    {
        ["id"] = span.SpanId.ToHexString(),
        ["traceId"] = span.TraceId.ToHexString(),
        ["parentObservationId"] = span.ParentSpanId == default ? null : span.ParentSpanId.ToHexString(),
        ["name"] = span.DisplayName,
        ["startTime"] = Time(span.StartTimeUtc),
        ["endTime"] = Time(span.StartTimeUtc + span.Duration),
        ["level"] = Text(span, LangfuseNames.Level),
        ["statusMessage"] = Text(span, LangfuseNames.StatusMessage),
        ["environment"] = Text(span, LangfuseNames.Environment),
        ["input"] = Text(span, LangfuseNames.Input),
        ["output"] = Text(span, LangfuseNames.Output),
        ["metadata"] = Metadata(span, LangfuseNames.Metadata),
    });

    private static JsonObject CallOf(Activity span)
    {
        var body = ObservationOf(span);
        body["input"] = Parsed(span, LangfuseNames.Input);
        body["completionStartTime"] = Text(span, LangfuseNames.CompletionStart);
        body["model"] = Text(span, LangfuseNames.Model);
        body["modelParameters"] = Parsed(span, LangfuseNames.ModelParameters);
        body["usageDetails"] = Parsed(span, LangfuseNames.Usage);
        body["costDetails"] = Parsed(span, LangfuseNames.Cost);
        body["promptName"] = Text(span, LangfuseNames.PromptName);
        return Filled(body);
    }

    private static JsonObject Metadata(Activity span, string prefix)
    {
        var found = new JsonObject();
        foreach (var (name, value) in span.TagObjects.Where(tag => tag.Value is not null && tag.Key.StartsWith(prefix, StringComparison.Ordinal)))
        {
            found[name[prefix.Length..]] = Convert.ToString(value, CultureInfo.InvariantCulture);
        }

        return found;
    }

    /// <summary>A member without a value would clear what an earlier event said.</summary>
    private static JsonObject Filled(JsonObject body)
    {
        foreach (var name in body.Where(member => member.Value is null).Select(member => member.Key).ToList())
        {
            body.Remove(name);
        }

        return body;
    }

    private static string? Text(Activity span, string tag) => span.GetTagItem(tag) as string;

    private static JsonNode? Parsed(Activity span, string tag) => Text(span, tag) is { } json ? JsonNode.Parse(json) : null;

    private static string Time(DateTime utc) => utc.ToString("O", CultureInfo.InvariantCulture);
}
