using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using AiDevFramework.FakeOpenRouter.Log;
using AiDevFramework.FakeOpenRouter.Script;

namespace AiDevFramework.FakeOpenRouter.Wire;

/// <summary>What other processes and people with curl drive a fake by.</summary>
internal sealed class ControlEndpoints(FakeScript script, CallLog log)
{
    private static readonly JsonSerializerOptions s_log = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    private static readonly JsonSerializerOptions s_logWithoutBodies = new(s_log)
    {
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { LeaveOutBodies } },
    };

    /// <returns><see langword="null"/> where the path is none of these.</returns>
    public Task? Handle(HttpContext context) => (context.Request.Method, context.Request.Path.Value) switch
    {
        ("GET", "/__log") => LogAsync(context),
        ("GET", "/__held") => HeldAsync(context),
        ("GET", "/__presets") => Respond.JsonAsync(context, 200, JsonSerializer.Serialize(Presets.Names)),
        ("POST", "/__script") => ScriptAsync(context),
        ("POST", "/__release") => Respond.JsonAsync(context, 200, $$"""{"released":{{script.Release()}}}"""),
        ("POST", "/__reset") => ResetAsync(context),
        _ => null,
    };

    /// <summary><c>?step=</c> and <c>?after=ordinal</c> filter; <c>?bodies=true</c> adds requests and answers.</summary>
    private Task LogAsync(HttpContext context)
    {
        var query = context.Request.Query;
        var step = query["step"].ToString();
        var after = int.TryParse(query["after"], CultureInfo.InvariantCulture, out var ordinal) ? ordinal : 0;
        var calls = log.Calls.Where(call => call.Ordinal > after && (step.Length == 0 || call.Step == step)).ToArray();
        var list = JsonSerializer.SerializeToNode(calls, query["bodies"] == "true" ? s_log : s_logWithoutBodies);
        var billed = calls.Sum(call => call.BilledUsd ?? 0m);
        return Respond.JsonAsync(context, 200, new JsonObject
        {
            ["count"] = calls.Length,
            ["billed_usd"] = billed,
            ["calls"] = list,
            ["lookups"] = JsonSerializer.SerializeToNode(log.Lookups),
        }.ToJsonString(s_log));
    }

    /// <summary><c>?count=n</c> waits until so many calls are held, <c>?timeout_ms=</c> at most so long (30 s by default).</summary>
    private async Task HeldAsync(HttpContext context)
    {
        var query = context.Request.Query;
        if (int.TryParse(query["count"], CultureInfo.InvariantCulture, out var count))
        {
            var timeout = int.TryParse(query["timeout_ms"], CultureInfo.InvariantCulture, out var ms) ? ms : 30_000;
            using var deadline = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
            deadline.CancelAfter(timeout);
            try
            {
                await script.WaitForHeldAsync(count, deadline.Token);
            }
            catch (OperationCanceledException) when (!context.RequestAborted.IsCancellationRequested)
            {
                await Respond.JsonAsync(context, 408, $$"""{"held":{{script.Held.Count}}}""");
                return;
            }
        }

        var held = script.Held.Select(call => new { call.Ordinal, call.Step, call.Behaviour });
        await Respond.JsonAsync(context, 200, JsonSerializer.Serialize(new { Held = script.Held.Count, Calls = held }, s_log));
    }

    private async Task ScriptAsync(HttpContext context)
    {
        try
        {
            var added = ScriptReader.Apply(script, await JsonNode.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted));
            await Respond.JsonAsync(context, 200, $$"""{"added":{{added}}}""");
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            await Respond.JsonAsync(context, 400, $$"""{"error":{{JsonText.Quote(exception.Message)}}}""");
        }
    }

    private static void LeaveOutBodies(JsonTypeInfo type)
    {
        foreach (var property in type.Properties.Where(property => property.Name is "text" or "body" or "messages" or "headers"))
        {
            property.ShouldSerialize = static (_, _) => false;
        }
    }

    /// <summary>Forgets rules and log and lets held calls go.</summary>
    private Task ResetAsync(HttpContext context)
    {
        script.Clear();
        script.Release();
        log.Clear();
        return Respond.JsonAsync(context, 200, "{}");
    }
}
