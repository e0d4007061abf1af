using AiDevFramework.Grains.Abstractions.Documents;

namespace AiDevFramework.Plans.Tests.Checks.Seeds;

/// <summary>An honest plan with one fault that code put in, and the check that has to find it.</summary>
/// <param name="Plan">With the fault.</param>
/// <param name="Honest">Without it.</param>
/// <param name="Raw">A document that is checked as it came, as those from before the normal form are.</param>
internal sealed record Seed(string Name, int Check, CheckedPlan Honest, CheckedPlan Plan, DocumentType? Raw = null)
{
    public override string ToString() => $"{Name} ({Check})";
}
