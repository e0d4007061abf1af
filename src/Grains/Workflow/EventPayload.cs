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
    public static string PhaseStarted(long seq, Phase phase, DateTimeOffset at) =>
        JsonMessage.TextOf(EventTypes.PhaseStarted, seq, at, json =>
        {
            json.WriteString("phase", WireName.Of(phase));
            json.WriteString("message", StepCatalogue.Of(phase)[0].StartMessage);
        });

    public static string PhaseCompleted(long seq, Phase phase, int durationSeconds, decimal? costUsd, DateTimeOffset at) =>
        JsonMessage.TextOf(EventTypes.PhaseCompleted, seq, at, json =>
        {
            json.WriteString("phase", WireName.Of(phase));
            json.WriteNumber("duration_seconds", durationSeconds);
            WriteMoney(json, "cost_usd", costUsd);
        });

    public static string PhaseFailed(long seq, Phase phase, StepFailure failure, DateTimeOffset at) =>
        JsonMessage.TextOf(EventTypes.PhaseFailed, seq, at, json =>
        {
            json.WriteString("phase", WireName.Of(phase));
            WriteError(json, failure);
        });

    public static string WorkflowCompleted(
        long seq, int totalDurationSeconds, decimal? totalCostUsd, int documentsGenerated, DateTimeOffset at) =>
        JsonMessage.TextOf(EventTypes.WorkflowCompleted, seq, at, json =>
        {
            json.WriteNumber("total_duration_seconds", totalDurationSeconds);
            WriteMoney(json, "total_cost_usd", totalCostUsd);
            json.WriteNumber("documents_generated", documentsGenerated);
        });

    public static string WorkflowFailed(long seq, StepFailure failure, DateTimeOffset at) =>
        JsonMessage.TextOf(EventTypes.WorkflowFailed, seq, at, json => WriteError(json, failure));

    public static string WorkflowCancelled(long seq, Phase? phase, DateTimeOffset at) =>
        JsonMessage.TextOf(EventTypes.WorkflowCancelled, seq, at, json =>
        {
            json.WriteString("phase", phase is { } current ? WireName.Of(current) : null);
            json.WriteString("message", "The workflow was cancelled.");
        });

    /// <param name="call">The number of the model call in its step: a continuation or a repair counts up.</param>
    /// <param name="offset">Characters of this call's answer before <paramref name="text"/>; 0 begins it anew.</param>
    public static string PhaseProgress(Step step, int call, int percent, int offset, string text, DateTimeOffset at) =>
        JsonMessage.TextOf(EventTypes.PhaseProgress, seq: null, at, json =>
        {
            json.WriteString("phase", WireName.Of(StepRules.PhaseOf(step)));
            json.WriteString("step", WireName.Of(step));
            json.WriteNumber("call", call);
            json.WriteNumber("percent", percent);
            json.WriteNumber("offset", offset);
            json.WriteString("text", text);
        });

    /// <param name="seconds">Until the wait is over; <see langword="null"/> where nobody knows.</param>
    public static string PhaseWaiting(Step step, int call, LiveWaitReason reason, int? seconds, DateTimeOffset at) =>
        JsonMessage.TextOf(EventTypes.PhaseProgress, seq: null, at, json =>
        {
            json.WriteString("phase", WireName.Of(StepRules.PhaseOf(step)));
            json.WriteString("step", WireName.Of(step));
            json.WriteNumber("call", call);
            json.WriteString("state", "waiting");
            json.WriteString("reason", JsonNamingPolicy.SnakeCaseLower.ConvertName(reason.ToString()));
            if (seconds is { } known)
            {
                json.WriteNumber("seconds", known);
            }
            else
            {
                json.WriteNull("seconds");
            }
        });

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
