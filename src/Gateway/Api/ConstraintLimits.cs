namespace AiDevFramework.Gateway.Api;

/// <summary>What may be demanded beside an idea. Lengths are Unicode code points without blanks at the ends.</summary>
internal static class ConstraintLimits
{
    public const int Most = 20;
    public const int Shortest = 3;
    public const int Longest = 300;
}
