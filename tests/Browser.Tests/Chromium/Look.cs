namespace AiDevFramework.Browser.Tests.Chromium;

/// <summary>How somebody looks at a page.</summary>
/// <param name="Width">Of the window, in CSS pixels.</param>
/// <param name="Language">As the browser asks for it: <c>en</c>, <c>de</c>.</param>
internal sealed record Look(bool IsDark, int Width, string Language, bool RunsScripts)
{
    public const int Narrow = 320;
    public const int Wide = 1280;

    /// <summary>Light, wide, English, with scripts.</summary>
    public static Look Usual { get; } = new(IsDark: false, Wide, "en", RunsScripts: true);

    /// <summary>Every theme, width and language with scripts; neighbours differ in most ways.</summary>
    public static IReadOnlyList<Look> All { get; } = [.. Enumerable.Range(0, 8).Select(turn => Of(turn * 3 % 8))];

    /// <summary>The same without scripts, and otherwise everything else.</summary>
    public Look Opposite => new(!IsDark, Width == Wide ? Narrow : Wide, Language == "en" ? "de" : "en", !RunsScripts);

    public override string ToString() =>
        $"{(IsDark ? "dark" : "light")}, {Width} px, {Language}, {(RunsScripts ? "with" : "without")} scripts";

    private static Look Of(int bits) =>
        new((bits & 1) != 0, (bits & 2) != 0 ? Narrow : Wide, (bits & 4) != 0 ? "de" : "en", RunsScripts: true);
}
