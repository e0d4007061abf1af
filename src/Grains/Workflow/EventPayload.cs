using System.Text.Json;
using AiDevFramework.Grains.Abstractions;
using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.Grains.Abstractions.Progress;
using AiDevFramework.Grains.State;
using AiDevFramework.Llm;
using AiDevFramework.Plans.Catalogue;

namespace AiDevFramework.Grains.Workflow;

/// <summary>Writes the stored events exactly as every client receives them.</summary>
internal static class EventPayload
{
    /// <param name="example">The recorded example that is shown; <see langword="null"/> where a model or the planner answers.</param>
    public static Utf8Text PhaseStarted(long seq, Phase phase, DateTimeOffset at, string? example = null)
    {
        var message = MessageWriter.Begin(EventTypes.PhaseStarted, seq);
        message.Json.WriteString("phase", WireName.Of(phase));
        message.Json.WriteString("message", StepCatalogue.Of(phase)[0].StartMessage);
        WriteExample(message.Json, example);
        return message.End(at);
    }

    /// <inheritdoc cref="PhaseStarted"/>
    /// <param name="findings">Of the document that the phase wrote; <see langword="null"/> where it wrote none.</param>
    public static Utf8Text PhaseCompleted(
        long seq, Phase phase, int durationSeconds, decimal? costUsd, (int Errors, int Warnings)? findings, DateTimeOffset at, string? example = null)
    {
        var message = MessageWriter.Begin(EventTypes.PhaseCompleted, seq);
        message.Json.WriteString("phase", WireName.Of(phase));
        message.Json.WriteNumber("duration_seconds", durationSeconds);
        WriteMoney(message.Json, "cost_usd", costUsd);
        if (findings is { } found)
        {
            message.Json.WriteStartObject("findings");
            message.Json.WriteNumber("errors", found.Errors);
            message.Json.WriteNumber("warnings", found.Warnings);
            message.Json.WriteEndObject();
        }

        WriteExample(message.Json, example);
        return message.End(at);
    }

    public static Utf8Text PhaseFailed(long seq, Phase phase, StepFailure failure, DateTimeOffset at)
    {
        var message = MessageWriter.Begin(EventTypes.PhaseFailed, seq);
        message.Json.WriteString("phase", WireName.Of(phase));
        WriteError(message.Json, failure);
        return message.End(at);
    }

    /// <inheritdoc cref="PhaseStarted"/>
    public static Utf8Text WorkflowCompleted(
        long seq, int totalDurationSeconds, decimal? totalCostUsd, int documentsGenerated, DateTimeOffset at, string? example = null)
    {
        var message = MessageWriter.Begin(EventTypes.WorkflowCompleted, seq);
        message.Json.WriteNumber("total_duration_seconds", totalDurationSeconds);
        WriteMoney(message.Json, "total_cost_usd", totalCostUsd);
        message.Json.WriteNumber("documents_generated", documentsGenerated);
        WriteExample(message.Json, example);
        return message.End(at);
    }

    public static Utf8Text WorkflowFailed(long seq, StepFailure failure, DateTimeOffset at)
    {
        var message = MessageWriter.Begin(EventTypes.WorkflowFailed, seq);
        WriteError(message.Json, failure);
        return message.End(at);
    }

    public static Utf8Text WorkflowCancelled(long seq, Phase? phase, DateTimeOffset at)
    {
        var message = MessageWriter.Begin(EventTypes.WorkflowCancelled, seq);
        message.Json.WriteString("phase", phase is { } current ? WireName.Of(current) : null);
        message.Json.WriteString("message", "The workflow was cancelled.");
        return message.End(at);
    }

    /// <param name="call">The number of the model call in its step: a continuation or a repair counts up.</param>
    /// <param name="offset">Characters of this call's answer before <paramref name="text"/>; 0 begins it anew.</param>
    public static Utf8Text PhaseProgress(Step step, int call, int percent, int offset, ReadOnlySpan<char> text, DateTimeOffset at)
    {
        var message = MessageWriter.Begin(EventTypes.PhaseProgress, seq: null);
        message.Json.WriteString("phase", WireName.Of(StepRules.PhaseOf(step)));
        message.Json.WriteString("step", WireName.Of(step));
        message.Json.WriteNumber("call", call);
        message.Json.WriteNumber("percent", percent);
        message.Json.WriteNumber("offset", offset);
        message.Json.WriteString("text", text);
        return message.End(at);
    }

    /// <param name="seconds">Until the wait is over; <see langword="null"/> where nobody knows.</param>
    public static Utf8Text PhaseWaiting(Step step, int call, LiveWaitReason reason, int? seconds, DateTimeOffset at)
    {
        var message = MessageWriter.Begin(EventTypes.PhaseProgress, seq: null);
        message.Json.WriteString("phase", WireName.Of(StepRules.PhaseOf(step)));
        message.Json.WriteString("step", WireName.Of(step));
        message.Json.WriteNumber("call", call);
        message.Json.WriteString("state", "waiting");
        message.Json.WriteString("reason", JsonNamingPolicy.SnakeCaseLower.ConvertName(reason.ToString()));
        if (seconds is { } known)
        {
            message.Json.WriteNumber("seconds", known);
        }
        else
        {
            message.Json.WriteNull("seconds");
        }

        return message.End(at);
    }

    private static void WriteExample(Utf8JsonWriter json, string? example)
    {
        if (example is not null)
        {
            json.WriteString("example", example);
        }
    }

    private static void WriteError(Utf8JsonWriter json, StepFailure failure)
    {
        json.WriteString("error", failure.Message);
        if (failure.Detail is { } detail)
        {
            json.WriteString("detail", detail);
        }

        json.WriteBoolean("retry_available", failure.RetryAvailable);
        if (failure.FixFirst is { } fixFirst)
        {
            json.WriteString("fix_first", fixFirst);
        }
    }

    /// <summary>An unknown price is written as null, never as 0.</summary>
    private static void WriteMoney(Utf8JsonWriter json, string name, decimal? usd)
    {
        if (usd is { } known)
        {
            json.WriteNumber(name, Usd.Normalize(known));
        }
        else
        {
            json.WriteNull(name);
        }
    }
}
