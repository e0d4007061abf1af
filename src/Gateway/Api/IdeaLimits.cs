namespace AiDevFramework.Gateway.Api;

/// <summary>What the requests that take an idea declare of it. Lengths are Unicode code points without blanks at the ends.</summary>
internal static class IdeaLimits
{
    public const int Shortest = 10;
    public const int Longest = 5000;

    public const string Description = "What to build: 10 to 5000 characters, counted as Unicode code points without blanks at the ends.";

    public const string Missing = "{0} is required: what to build, in 10 to 5000 characters.";

    public const string Hint = "Say what to build, and for whom.";
}
