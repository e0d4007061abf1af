namespace AiDevFramework.FakeOpenRouter.Answers;

/// <summary>The material of one family of answers: an invented product with everything its documents say.</summary>
/// <param name="Name">Invented and unique, so that it identifies the domain in a later prompt.</param>
/// <param name="Sensitive">Money, permissions, regulated data or outside systems are at its heart.</param>
/// <param name="Users">Role and situation.</param>
internal sealed record Domain(
    string Name,
    string Vision,
    bool Sensitive,
    (string Role, string Situation)[] Users,
    string CoreValue,
    string[] Constraints,
    string[] OutOfScope,
    Stack Stack,
    DomainFeature[] Features)
{
    /// <summary>The same product with only its first features.</summary>
    public Domain WithFeatures(int count) => count == Features.Length ? this : this with { Features = Features[..count] };
}
