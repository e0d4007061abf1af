using System.Text.RegularExpressions;

namespace AiDevFramework.Grains.Abstractions.Projects;

/// <summary>Names of languages as BCP 47 forms them.</summary>
public static partial class LanguageTag
{
    /// <summary>Language, script, region, variants: <c>de</c>, <c>pt-BR</c>, <c>zh-Hant-TW</c>. Extensions and private use name no language of a plan.</summary>
    public const string Pattern = "^[a-zA-Z]{2,3}(-[a-zA-Z]{4})?(-([a-zA-Z]{2}|[0-9]{3}))?(-([a-zA-Z0-9]{5,8}|[0-9][a-zA-Z0-9]{3}))*$";

    public const int MaxLength = 35;

    public static bool IsValid(string? tag) => tag is { Length: > 0 and <= MaxLength } && Form().Match(tag).Length == tag.Length;

    [GeneratedRegex(Pattern)]
    private static partial Regex Form();
}
