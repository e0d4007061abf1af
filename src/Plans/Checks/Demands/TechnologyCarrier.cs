using AiDevFramework.Plans.Ledger;
using AiDevFramework.Plans.Technologies;

namespace AiDevFramework.Plans.Checks.Demands;

/// <summary>A technology that the idea demands is chosen by the stack.</summary>
internal static class TechnologyCarrier
{
    private static readonly string[] s_kindsOfLicence = ["open-source", "gpl"];

    public static IEnumerable<Gap> Gaps(ModelWords words, Constraint constraint)
    {
        if (words.StackDocument is not { Type: var type })
        {
            yield break;
        }

        foreach (var required in constraint.Requires.Where(required => !s_kindsOfLicence.Contains(required)))
        {
            if (!words.Chosen.Any(text => Names(text, required)))
            {
                var name = TechnologyCatalogue.Find(required)?.Name ?? required;
                yield return new Gap(constraint, type, $"the stack does not choose {name}.", $"Choose {name} where it belongs.");
            }
        }
    }

    private static bool Names(string text, string required) =>
        TechnologyScanner.Find(text, isList: true).Any(hit => hit.Technology.IsKindOf(required) || hit.Technology.Is($"in:{required}") || hit.Technology.Is(required))
        || text.Contains(required, StringComparison.OrdinalIgnoreCase);
}
