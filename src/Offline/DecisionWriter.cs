using System.Text.Encodings.Web;
using System.Text.Json;
using AiDevFramework.Grains.Abstractions.Phases;

namespace AiDevFramework.Offline;

/// <summary>The two answers that are JSON.</summary>
internal static class DecisionWriter
{
    private const string Mark = "Decided offline by rule, without a language model.";

    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Answers(Step.SmartDetection)]
    public static string WriteDetection(ProductOutline outline) => JsonSerializer.Serialize(
        new
        {
            features = outline.Features.Select(feature => feature.Name),
            feature_count_estimate = outline.Features.Count,
            complex_domain = outline.ComplexDomain,
            use_event_storming = outline.UseEventStorming,
            reasoning = $"{DetectionReason(outline)} {Mark}",
        },
        Json);

    [Answers(Step.ApproachDetection)]
    public static string WriteApproach(ProductOutline outline)
    {
        var heart = outline.Heart;
        var reason = outline.Features.Count switch
        {
            1 => $"With one feature ({heart.Id}) there is nothing to slice: the foundation comes first, then {heart.Name}, then polish and launch.",
            <= 3 => $"{outline.Features.Count} features rest on the same {outline.Items}: a common foundation first, then all of them, is the shortest way. "
                + $"{heart.Id} is shown first, because the others are about what it keeps.",
            _ => $"{outline.Features.Count} features are delivered slice by slice: {heart.Id} ({heart.Name}) can be tried early, "
                + $"and {outline.Features[^1].Id} waits, because it rests on what comes before it.",
        };
        return JsonSerializer.Serialize(
            new
            {
                feature_count = outline.Features.Count,
                approach = outline.Approach.ToString().ToUpperInvariant(),
                reasoning = $"{reason} {Mark}",
            },
            Json);
    }

    private static string DetectionReason(ProductOutline outline)
    {
        var names = Words.List([.. outline.Features.Take(5).Select(feature => feature.Name)]);
        var count = outline.Features.Count == 1 ? "one feature" : $"{outline.Features.Count} features";
        var complex = outline.Features.Where(feature => feature.Capability.Complex).Select(feature => feature.Name).Take(2).ToList();
        return (complex.Count > 0, outline.UseEventStorming) switch
        {
            (true, _) => $"The idea asks for {count}, among them {names}. Its domain is complex, because of {Words.List(complex)}: event storming pays off.",
            (_, true) => $"The idea asks for {count}, among them {names}. The domain is plain, and four features or more are worth an event storming.",
            _ => $"The idea asks for {count}: {names}. They keep and show {outline.Items} in a plain domain, so event storming would add nothing.",
        };
    }
}
