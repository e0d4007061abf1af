namespace AiDevFramework.Plans.Language;

/// <summary>Round and square brackets, those of full width among them.</summary>
internal static class Brackets
{
    /// <param name="depth">How many are open before the sign.</param>
    /// <returns>How many are open behind it; one that closes nothing closes nothing.</returns>
    public static int Depth(int depth, char sign) => sign switch
    {
        '(' or '（' or '[' => depth + 1,
        ')' or '）' or ']' => Math.Max(0, depth - 1),
        _ => depth,
    };
}
