using System.Text.RegularExpressions;

namespace AiDevFramework.Grains.Phases;

/// <summary>Text of users and models on its way into a prompt, where tags mark its beginning and end.</summary>
internal static partial class FencedText
{
    /// <returns>The text in which nothing reads as one of the prompts' tags: a look-alike takes the place of their <c>&lt;</c>,
    /// so that no idea can end the material and go on as instructions.</returns>
    public static string Neutralize(string text) => Tags().Replace(text, match => "‹" + match.Value[1..]);

    /// <summary>The tags of the files in <c>prompts/</c>, opening and closing, with spaces and invisible characters in them or not.
    /// Atomic groups: a page of spaces behind a <c>&lt;</c> is read once.</summary>
    [GeneratedRegex(
        @"<(?=(?>[\s\p{Cf}]*)/?(?>[\s\p{Cf}]*)(?:idea|event_storming_summary|product_requirements_document|tech_stack_document)\b)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Tags();
}
