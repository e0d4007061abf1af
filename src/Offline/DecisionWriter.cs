using System.Text.Encodings.Web;
using System.Text.Json;
using AiDevFramework.Grains.Abstractions.Phases;

namespace AiDevFramework.Offline;

/// <summary>The two answers that are JSON.</summary>
internal static class DecisionWriter
{
    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Code finds the constraints itself: none are listed.</summary>
    [Answers(Step.SmartDetection)]
    public static string WriteDetection(ProductOutline outline) => JsonSerializer.Serialize(
        new
        {
            features = outline.Features.Select(feature => feature.Name),
            feature_count_estimate = outline.Features.Count,
            complex_domain = outline.ComplexDomain,
            use_event_storming = outline.UseEventStorming,
            reasoning = $"{DetectionReason(outline)} {Mark(outline)}",
            language = outline.Ledger.Language ?? "",
            roles = outline.Reading.Roles.Take(8).Select(role => new { name = role }),
            questions = outline.Ledger.Questions.Select(question => new { text = question.Text, options = question.Options, @default = question.Default, touches = question.Touches }),
        },
        Json);

    [Answers(Step.ApproachDetection)]
    public static string WriteApproach(ProductOutline outline) => JsonSerializer.Serialize(
        new
        {
            feature_count = outline.Features.Count,
            approach = outline.Approach.ToString().ToUpperInvariant(),
            reasoning = $"{ApproachReason(outline)} {Mark(outline)}",
        },
        Json);

    private static string Mark(ProductOutline outline) => outline.Say(
        "Decided offline by rule, without a language model.", "Offline nach einer Regel entschieden, ohne Sprachmodell.");

    private static string ApproachReason(ProductOutline outline)
    {
        var count = outline.Features.Count;
        if (outline.Approach is not Approach.Horizontal)
        {
            return outline.Say(
                $"There are {count} features: they are delivered one after the other in the order of the idea, F1 first.",
                $"Es gibt {count} Funktionen: Sie werden in der Reihenfolge der Idee nacheinander geliefert, F1 zuerst.");
        }

        var there = count == 1 ? outline.Say("is one feature", "gibt eine Funktion") : outline.Say($"are {count} features", $"gibt {count} Funktionen");
        return outline.Say(
            $"There {there}, too few to slice: a foundation comes first, and all of them stand on it.",
            $"Es {there}, zu wenig zum Zerlegen: Zuerst kommt ein Fundament, auf dem alle stehen.");
    }

    private static string DetectionReason(ProductOutline outline)
    {
        var names = string.Join(", ", outline.Features.Take(5).Select(feature => outline.Quoted(feature.Name)));
        var complex = outline.ComplexDomain
            ? outline.Say(" Money, bookings, permissions, a law or an outside system is among them, which makes the domain complex.", " Geld, Buchungen, Rechte, ein Gesetz oder ein fremdes System gehört dazu; das macht die Domäne komplex.")
            : "";
        return outline.Say(
            $"The clauses of the idea ask for {(outline.Features.Count == 1 ? "one thing" : $"{outline.Features.Count} things")}: {names}{(outline.Features.Count > 5 ? " …" : "")}.{complex}",
            $"Die Sätze der Idee verlangen {(outline.Features.Count == 1 ? "eine Sache" : $"{outline.Features.Count} Dinge")}: {names}{(outline.Features.Count > 5 ? " …" : "")}.{complex}");
    }
}
