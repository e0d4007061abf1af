using System.Text.Json;
using System.Text.Json.Nodes;

namespace AiDevFramework.FakeOpenRouter.Script;

/// <summary>Applies what <c>POST /__script</c> was sent: one rule, an array of rules, or <c>{"clear":true,"rules":[…]}</c>.</summary>
internal static class ScriptReader
{
    /// <returns>How many rules were added.</returns>
    /// <exception cref="JsonException">The body is no script; then nothing was changed.</exception>
    public static int Apply(FakeScript script, JsonNode? body)
    {
        var clear = false;
        var rules = body;
        if (body is JsonObject whole && (whole.ContainsKey("rules") || whole.ContainsKey("clear")))
        {
            clear = whole["clear"]?.GetValue<bool>() ?? false;
            rules = whole["rules"] ?? new JsonArray();
        }

        var made = (rules as JsonArray ?? [rules?.DeepClone()]).Select(rule => Read(script, rule)).ToArray();
        if (clear)
        {
            script.Clear();
        }

        foreach (var (rule, behaviours) in made)
        {
            rule.Answer(behaviours);
        }

        return made.Length;
    }

    private static (ScriptRule Rule, Behaviour[] Behaviours) Read(FakeScript script, JsonNode? node)
    {
        if (node is not JsonObject rule || rule["answer"] is not { } answer)
        {
            throw new JsonException("""A rule is an object such as {"step":"PRD","nth":1,"marker":"…","answer":"rate-limited"}.""");
        }

        foreach (var (name, _) in rule)
        {
            if (name is not ("step" or "nth" or "marker" or "answer"))
            {
                throw new JsonException($"A rule has step, nth, marker and answer, and no '{name}'.");
            }
        }

        var behaviours = (answer as JsonArray ?? [answer.DeepClone()]).Select(Presets.Read).ToArray();
        if (behaviours.Length == 0)
        {
            throw new JsonException("'answer' needs at least one behaviour.");
        }

        try
        {
            return (script.When(rule["step"]?.GetValue<string>(), rule["nth"]?.GetValue<int>(), rule["marker"]?.GetValue<string>()), behaviours);
        }
        catch (ArgumentException exception)
        {
            throw new JsonException(exception.Message, exception);
        }
    }
}
