using System.Text.RegularExpressions;
using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.Plans.Catalogue;

namespace AiDevFramework.Grains.Phases;

/// <summary>Text of users and models on its way into a prompt, where tags mark its beginning and end.</summary>
internal static class FencedText
{
    /// <summary>Around a part of a document that is to be mended.</summary>
    public const string PartTag = "faulty_part";

    /// <summary>The tags of the files in <c>prompts/</c>, opening and closing, with spaces and invisible characters in them or not.
    /// Atomic groups: a page of spaces behind a <c>&lt;</c> is read once.</summary>
    private static readonly Regex _tags = new(
        $@"<(?=(?>[\s\p{{Cf}}]*)/?(?>[\s\p{{Cf}}]*)(?:{string.Join('|', TagNames())})\b)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.Compiled);

    /// <returns>The text in which nothing reads as one of the prompts' tags: a look-alike takes the place of their <c>&lt;</c>,
    /// so that no idea can end the material and go on as instructions.</returns>
    public static string Neutralize(string text) => _tags.Replace(text, match => "‹" + match.Value[1..]);

    private static IEnumerable<string> TagNames() => DocumentTags()
        .Concat(StepCatalogue.Rows.SelectMany(row => row.Inputs).Where(input => input.IsOptional).Select(input => input.Placeholder).Distinct())
        .Concat([PartTag])
        .Prepend(StepInput.Idea.Placeholder);

    private static IEnumerable<string> DocumentTags() => StepCatalogue.Rows
        .SelectMany(row => row.Inputs)
        .Select(input => input.Author)
        .OfType<Step>()
        .Distinct()
        .Select(author => StepCatalogue.Of(author).Document!.Tag);
}
