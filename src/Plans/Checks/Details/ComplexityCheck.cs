using AiDevFramework.Grains.Abstractions.Documents;
using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.Plans.Findings;
using AiDevFramework.Plans.Outlines;

namespace AiDevFramework.Plans.Checks.Details;

/// <summary>Check 10: the complexity is the step of the number of features, or the one above: 1 to 3 low, 4 to 8 medium, from 9 on high.</summary>
internal sealed class ComplexityCheck : ICheck
{
    public int Number => 10;

    public DocumentType? About => DocumentType.Prd;

    public IReadOnlyList<Finding>? Check(CheckInput input)
    {
        if (input.Find(DocumentType.Prd)?.Reading.Outline is not RequirementsOutline { Features.Count: > 0 and var count, Complexity: { } stated })
        {
            return null;
        }

        var least = count switch
        {
            <= 3 => Complexity.Low,
            <= 8 => Complexity.Medium,
            _ => Complexity.High,
        };
        return stated == least || (int)stated == (int)least + 1
            ? []
            :
            [
                new Finding(
                    Number, Severity.Error, DocumentType.Prd, "## 1. Project Overview", $"The complexity is said to be {NameOf(stated)}, and {count} features are {NameOf(least)}.",
                    $"**Complexity**: {NameOf(stated)}", $"Write {NameOf(least)}, or the step above where the domain is complex."),
            ];
    }

    private static string NameOf(Complexity complexity) => complexity.ToString().ToUpperInvariant();
}
