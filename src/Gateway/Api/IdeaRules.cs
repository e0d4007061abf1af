namespace AiDevFramework.Gateway.Api;

/// <summary>What an idea may be: 10 to 5000 Unicode code points after trimming. Pure.</summary>
internal static class IdeaRules
{
    public const int MinLength = 10;
    public const int MaxLength = 5000;

    /// <returns>What is wrong, or <see langword="null"/>; <paramref name="trimmed"/> counts only in that case.</returns>
    public static string? Check(string idea, out string trimmed)
    {
        trimmed = idea.Trim();
        if (trimmed.Contains('\0', StringComparison.Ordinal))
        {
            return "idea must not contain NUL characters.";
        }

        var length = trimmed.EnumerateRunes().Count();
        return length switch
        {
            < MinLength => $"idea must have at least {MinLength} characters, it has {length} without blanks around it. Say what to build, and for whom.",
            > MaxLength => $"idea must have at most {MaxLength} characters, it has {length}. Shorten it.",
            _ => null,
        };
    }
}
