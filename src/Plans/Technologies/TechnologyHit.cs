namespace AiDevFramework.Plans.Technologies;

/// <summary>A technology in a text.</summary>
/// <param name="Start">Where its name begins.</param>
internal readonly record struct TechnologyHit(Technology Technology, int Start, int Length)
{
    public int End => Start + Length;
}
