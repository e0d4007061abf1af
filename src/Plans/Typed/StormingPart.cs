using AiDevFramework.Plans.Outlines;

namespace AiDevFramework.Plans.Typed;

/// <summary>What the event storming gives to the plan.</summary>
internal static class StormingPart
{
    private static readonly string[] s_arrows = ["→", "->", "⇒", "=>", "➔", "➜"];

    public static TypedPlan AddTo(TypedPlan plan, StormingOutline storming)
    {
        var names = new EventNames(storming.Events);
        return plan with
        {
            Events = [.. storming.Events.Select(item => new PlanConcept(item.Name, item.Text, []) { Line = item.Place.Line + 1 })],
            Commands = [.. storming.Commands.Select(item => new PlanConcept(item.Name, item.Text, names.In(item.Text)) { Line = item.Place.Line + 1 })],
            Aggregates = [.. storming.Aggregates.Select(item => new PlanConcept(item.Name, item.Text, names.In(item.Text)) { Line = item.Place.Line + 1 })],
            Flows = [.. storming.Flows.Select(FlowOf)],
        };
    }

    private static PlanFlow FlowOf(OutlineItem item)
    {
        var colon = item.Text.IndexOfAny([':', '：']);
        var arrow = item.Text.AsSpan().IndexOfAny('→', '⇒', '>');
        var hasName = colon > 0 && (arrow < 0 || colon < arrow);
        var steps = (hasName ? item.Text[(colon + 1)..] : item.Text).Split(s_arrows, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return new PlanFlow(hasName ? item.Text[..colon].Trim(' ', '*', '_', '`') : item.Name, steps) { Line = item.Place.Line + 1 };
    }
}
