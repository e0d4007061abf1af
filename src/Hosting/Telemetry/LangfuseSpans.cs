using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using AiDevFramework.Grains.Abstractions.Telemetry;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Trace;

namespace AiDevFramework.Hosting.Telemetry;

/// <summary>
/// Says to Langfuse, in its own attributes, what the spans of runs, phases, model calls and events are. Every one of them carries
/// the user, the session and the tags: Langfuse joins nothing.
/// </summary>
internal sealed class LangfuseSpans(LangfuseOptions options, string environment, string release) : BaseProcessor<Activity>
{
    /// <summary>Spans may carry texts, and Langfuse takes requests of some megabytes.</summary>
    private const int LargestBatch = 64;

    private const string Destination = "langfuse";

    private readonly string _environment = options.Environment.Length > 0 ? options.Environment : environment;
    private readonly string _release = options.Release.Length > 0 ? options.Release : release;

    /// <summary>The way to Langfuse. Nothing but what has a type goes there.</summary>
    public static SpanQueue Queue(LangfuseOptions options, BatchExportActivityProcessorOptions given)
    {
        var batches = new BatchExportActivityProcessorOptions
        {
            MaxQueueSize = given.MaxQueueSize,
            ScheduledDelayMilliseconds = given.ScheduledDelayMilliseconds,
            ExporterTimeoutMilliseconds = given.ExporterTimeoutMilliseconds,
            MaxExportBatchSize = Math.Min(LargestBatch, given.MaxExportBatchSize),
        };
        if (options.Ingestion is LangfuseProtocol.Legacy)
        {
            var places = new QueuePlaces(Destination, batches.MaxQueueSize);
            return new SpanQueue(new LangfuseIngestion(options, places), places, batches, IsWanted);
        }

        var endpoint = new OtlpExporterOptions
        {
            Protocol = OtlpExportProtocol.HttpProtobuf, // the only one it takes
            Endpoint = new Uri($"{options.Host.TrimEnd('/')}/api/public/otel/v1/traces"),
            Headers = $"Authorization=Basic {options.Credentials},x-langfuse-ingestion-version=4",
        };
        return SpanQueue.To(Destination, endpoint, batches, IsWanted);
    }

    public override void OnEnd(Activity data)
    {
        if (data.Source.Name != Tracing.SourceName || TypeOf(data) is not { } type)
        {
            return;
        }

        var project = Text(data, Tracing.ProjectId);
        var user = Text(data, Tracing.UserId);
        var run = Text(data, Tracing.Run);
        data.SetTag(LangfuseNames.Type, type)
            .SetTag(LangfuseNames.TraceName, "workflow run")
            .SetTag(LangfuseNames.UserId, user)
            .SetTag(LangfuseNames.SessionId, project)
            .SetTag(LangfuseNames.TraceTags, new[] { $"project:{project}", $"user:{user}", $"run:{run}" })
            .SetTag($"{LangfuseNames.TraceMetadata}project_id", project)
            .SetTag($"{LangfuseNames.TraceMetadata}run", run)
            .SetTag(LangfuseNames.Environment, _environment)
            .SetTag(LangfuseNames.Release, _release)
            .SetTag(LangfuseNames.Level, LevelOf(data))
            .SetTag(LangfuseNames.StatusMessage, data.GetTagItem(Tracing.Message));
        if (type == "generation")
        {
            DescribeCall(data);
        }
        else if (type == "event")
        {
            data.SetTag($"{LangfuseNames.Metadata}error", data.GetTagItem(Tracing.Message));
        }
        else if (IsRun(data))
        {
            DescribeRun(data);
        }
    }

    private static bool IsWanted(Activity data) => data.GetTagItem(LangfuseNames.Type) is not null;

    private static string? TypeOf(Activity data) => data switch
    {
        _ when data.GetTagItem(Tracing.Operation) is "chat" => "generation",
        _ when data.GetTagItem(Tracing.Milestone) is not null => "event",
        _ when data.GetTagItem(Tracing.Phase) is not null || IsRun(data) => "span",
        _ => null, // machinery
    };

    private static bool IsRun(Activity data) => data.GetTagItem(Tracing.RunCalls) is not null;

    private static string LevelOf(Activity data) => data switch
    {
        { Status: ActivityStatusCode.Error } => "ERROR",
        _ when data.GetTagItem(Tracing.Outcome) is "cancelled" or "truncated" || data.GetTagItem(Tracing.Attempts) is > 1 => "WARNING",
        _ => "DEFAULT",
    };

    private static void DescribeCall(Activity data)
    {
        data.SetTag(LangfuseNames.CompletionStart, data.GetTagItem(Tracing.FirstText))
            .SetTag(LangfuseNames.Model, data.GetTagItem(Tracing.ResponseModel) ?? data.GetTagItem(Tracing.RequestModel))
            .SetTag(LangfuseNames.ModelParameters, Json(new Dictionary<string, object?>
            {
                ["temperature"] = data.GetTagItem(Tracing.Temperature),
                ["max_tokens"] = data.GetTagItem(Tracing.MaxTokens),
            }))
            .SetTag(LangfuseNames.PromptName, data.GetTagItem(Tracing.PromptName))
            .SetTag($"{LangfuseNames.Metadata}prompt_version", data.GetTagItem(Tracing.PromptVersion)) // a version of Langfuse's is a number
            .SetTag($"{LangfuseNames.Metadata}step", data.GetTagItem(Tracing.Step))
            .SetTag($"{LangfuseNames.Metadata}attempts", Text(data, Tracing.Attempts))
            .SetTag($"{LangfuseNames.Metadata}generation_id", data.GetTagItem(Tracing.ResponseId));
        if (data.GetTagItem(Tracing.InputTokens) is int input && data.GetTagItem(Tracing.OutputTokens) is int output)
        {
            data.SetTag(LangfuseNames.Usage, Json(UsageOf(data, input, output)));
        }

        if (data.GetTagItem(Tracing.CostUsd) is string text && decimal.Parse(text, CultureInfo.InvariantCulture) is var total)
        {
            data.SetTag(LangfuseNames.Cost, Json(new { total })).SetTag(LangfuseNames.UsageCost, (double)total);
        }
    }

    /// <summary>Langfuse adds up all that begins with <c>input</c>, and all that begins with <c>output</c>: no token may be in two.</summary>
    private static Dictionary<string, int> UsageOf(Activity data, int input, int output)
    {
        var (cached, reasoning) = (data.GetTagItem(Tracing.CachedTokens) as int? ?? 0, data.GetTagItem(Tracing.ReasoningTokens) as int? ?? 0);
        var usage = new Dictionary<string, int> { ["input"] = input - cached, ["output"] = output - reasoning, ["total"] = input + output };
        if (cached > 0)
        {
            usage["input_cached_tokens"] = cached;
        }

        if (reasoning > 0)
        {
            usage["output_reasoning_tokens"] = reasoning;
        }

        return usage;
    }

    /// <summary>The totals, under the names that the specification has for them.</summary>
    private static void DescribeRun(Activity data)
    {
        var totals = new Dictionary<string, object?>
        {
            ["status"] = data.GetTagItem(Tracing.Outcome),
            ["total_cost"] = data.GetTagItem(Tracing.RunCostUsd) is string cost ? decimal.Parse(cost, CultureInfo.InvariantCulture) : null,
            ["total_duration_seconds"] = data.GetTagItem(Tracing.RunSeconds),
            ["documents_generated"] = data.GetTagItem(Tracing.RunDocuments),
            ["total_tokens"] = (data.GetTagItem(Tracing.RunInputTokens) as long? ?? 0) + (data.GetTagItem(Tracing.RunOutputTokens) as long? ?? 0),
            ["calls"] = data.GetTagItem(Tracing.RunCalls),
        };
        foreach (var (name, value) in totals)
        {
            data.SetTag($"{LangfuseNames.TraceMetadata}{name}", Convert.ToString(value, CultureInfo.InvariantCulture) is { Length: > 0 } text ? text : null);
        }

        data.SetTag(LangfuseNames.TraceOutput, Json(totals)).SetTag(LangfuseNames.Output, Json(totals));
    }

    private static string Text(Activity data, string tag) => Convert.ToString(data.GetTagItem(tag), CultureInfo.InvariantCulture) ?? "";

    private static string Json<T>(T value) => JsonSerializer.Serialize(value, LangfuseNames.Json);
}
