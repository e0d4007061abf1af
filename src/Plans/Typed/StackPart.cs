using AiDevFramework.Plans.Identity;
using AiDevFramework.Plans.Language;
using AiDevFramework.Plans.Outlines;
using AiDevFramework.Plans.Technologies;

namespace AiDevFramework.Plans.Typed;

/// <summary>What the tech stack document gives to the plan.</summary>
internal static class StackPart
{
    private static readonly string[] s_rejected = ["REJECTED", "VERWORFEN", "ABGELEHNT", "REJETE", "DESCARTADO", "RECHAZADO", "REJEITADO", "SCARTATO", "AFGEWEZEN", "ODRZUCONE", "ODRZUCONO", "却下", "不採用", "否决", "未采用"];

    private static readonly string[] s_down =
        ["is down", "goes down", "unavailable", "outage", "is unreachable", "fails", "when down", "ausfall", "fällt", "ausfällt", "nicht erreichbar", "en panne", "caído", "fora do ar"];

    public static TypedPlan AddTo(TypedPlan plan, StackOutline stack, ItemIds ids)
    {
        var interfaces = ids.Of(stack.Interfaces, ItemKind.Interface);
        return plan with
        {
            Stack = [.. stack.Choices.Select(SlotOf)],
            Services = [.. stack.Services.Select(ServiceOf)],
            Entities = [.. stack.Entities.Select(EntityOf)],
            Interfaces = [.. stack.Interfaces.Select((item, index) => InterfaceOf(item, interfaces[index]))],
        };
    }

    private static PlanSlot SlotOf(ChoiceOutline choice)
    {
        var reasons = choice.Justification.Where(item => !IsRejected(item)).ToList();
        return new PlanSlot(
            choice.Slot.ToString().ToLowerInvariant(),
            choice.Choice,
            [.. PartsOf(choice.Choice).Select(name => PartOf(name, RuntimeOf(name, choice.Runs), reasons))],
            [.. choice.Justification.Where(IsRejected).Select(item => RequirementsPart.Behind(item) ?? item.Text)])
        {
            Line = choice.Line + 1,
            References = [.. choice.Justification.SelectMany(item => References.In(item.Text, item.Cells)).Distinct()],
        };
    }

    /// <summary>The parts of a choice: <c>React + TypeScript</c>; of a line that joins none with a plus, those between commas.</summary>
    private static string[] PartsOf(string choice)
    {
        var parts = choice.Split([" + ", "＋"], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return parts.Length > 1
            ? parts
            : choice.Split([", ", "、", "; "], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }

    private static PlanPart PartOf(string name, PlanRuntime runs, List<OutlineItem> reasons)
    {
        var key = TextKey.Of(name);
        var reason = key.Length < 2 ? null : reasons.Find(item => IsAbout(TextKey.Of(item.Name), key));
        return new PlanPart(name, runs, reason is null ? null : RequirementsPart.Behind(reason) ?? reason.Text, reason is null ? [] : References.IdsOf(References.In(reason.Text, reason.Cells)));
    }

    private static bool IsAbout(string name, string part) =>
        name.Length >= 2 && (name.Contains(part, StringComparison.Ordinal) || $" {part} ".Contains($" {name} ", StringComparison.Ordinal));

    private static bool IsRejected(OutlineItem item) => TextKey.Of(item.Name) is var key && s_rejected.Any(word => key.StartsWith(word, StringComparison.Ordinal));

    /// <summary>As the document says it of this part, or of all: <c>React: client, Nginx: on-premise</c>; else where the catalogue knows but one place.</summary>
    private static PlanRuntime RuntimeOf(string name, string? runs)
    {
        var key = TextKey.Of(name);
        foreach (var entry in (runs ?? "").Split([',', ';'], StringSplitOptions.TrimEntries))
        {
            var colon = entry.IndexOf(':', StringComparison.Ordinal);
            if (colon > 0 && IsAbout(TextKey.Of(entry.AsSpan(0, colon)), key))
            {
                return RuntimeOf(entry[(colon + 1)..]);
            }
        }

        return RuntimeOf(runs) is not PlanRuntime.Unsaid and var said ? said : OnlyPlaceOf(name);
    }

    private static PlanRuntime OnlyPlaceOf(string name) => TechnologyScanner.Find(name, isList: true) is [{ Technology.Places: [var place] }, ..]
        ? place switch
        {
            RunPlace.OnPremise => PlanRuntime.OnPremise,
            RunPlace.Cloud => PlanRuntime.Cloud,
            RunPlace.Saas => PlanRuntime.Saas,
            RunPlace.Client => PlanRuntime.Client,
            RunPlace.Unsaid => PlanRuntime.Unsaid,
            _ => throw new System.Diagnostics.UnreachableException($"Nothing runs at {place}."),
        }
        : PlanRuntime.Unsaid;

    private static PlanRuntime RuntimeOf(string? text)
    {
        var key = TextKey.Of(text);
        return key switch
        {
            "" => PlanRuntime.Unsaid,
            _ when key.StartsWith("ON PREM", StringComparison.Ordinal) || key.Contains("RECHENZENTRUM", StringComparison.Ordinal) || key.Contains("SELF HOSTED", StringComparison.Ordinal) => PlanRuntime.OnPremise,
            _ when key.StartsWith("SAAS", StringComparison.Ordinal) => PlanRuntime.Saas,
            _ when key.StartsWith("CLOUD", StringComparison.Ordinal) || key.Contains(" CLOUD", StringComparison.Ordinal) => PlanRuntime.Cloud,
            _ when key.StartsWith("CLIENT", StringComparison.Ordinal) || key.Contains("BROWSER", StringComparison.Ordinal) || key.Contains("DEVICE", StringComparison.Ordinal) => PlanRuntime.Client,
            _ => PlanRuntime.Unsaid,
        };
    }

    private static PlanService ServiceOf(OutlineItem item)
    {
        var colon = item.Name.AsSpan().IndexOfAny(':', '：');
        var references = References.In(item.Text, item.Cells);
        var down = item.Text.Split([',', ';', '.'], StringSplitOptions.TrimEntries)
            .FirstOrDefault(part => s_down.Any(word => part.Contains(word, StringComparison.OrdinalIgnoreCase)));
        return new PlanService(
            colon < 0 ? item.Name.Trim() : item.Name[(colon + 1)..].Trim(),
            colon < 0 ? item.Text : item.Name[..colon].Trim(),
            References.IdsOf(references),
            down)
        {
            Line = item.Place.Line + 1,
            References = references,
        };
    }

    private static PlanEntity EntityOf(OutlineItem item)
    {
        var references = References.In(item.Text, item.Cells);
        return new PlanEntity(item.Name, RequirementsPart.Behind(item) ?? "", References.IdsOf(references, "F"))
        {
            Line = item.Place.Line + 1,
            References = references,
        };
    }

    private static PlanInterface InterfaceOf(OutlineItem item, ItemId id)
    {
        var references = References.In(item.Text, item.Cells);
        return new PlanInterface(id.ToString(), item.Name, RequirementsPart.Behind(item) ?? item.Text, References.IdsOf(references, "F"))
        {
            Line = item.Place.Line + 1,
            References = references,
        };
    }
}
