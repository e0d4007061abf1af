using System.Text.Json;
using AiDevFramework.Grains.Abstractions;
using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.Web.Words;

namespace AiDevFramework.Web.Runs;

/// <summary>The words that the script needs, as the value of an attribute.</summary>
internal static class LiveWords
{
    public static string Of(RunTexts texts) => JsonSerializer.Serialize(new Dictionary<string, string>
    {
        ["call"] = texts.Call,
        ["dropped"] = texts.Dropped,
        ["copied"] = texts.Copied,
        ["queue"] = texts.WaitQueue,
        ["model_limit"] = texts.WaitModelLimit,
        ["retry_after"] = texts.WaitRetryAfter,
        ["retry"] = texts.WaitRetry,
        ["provider_unavailable"] = texts.WaitProvider,
    }.Concat(Enum.GetValues<Step>().Select(step => KeyValuePair.Create(WireName.Of(step), texts.Of(step)))).ToDictionary());
}
