using System.Globalization;
using System.Text;

namespace AiDevFramework.Plans.Reading;

/// <summary>The names of a document's parts. They are stored with the calls that mend them: a name never changes its meaning.</summary>
internal static class PartSlug
{
    public const string Feature = "feature-";

    public const string Stage = "stage-";

    /// <param name="heading">As the prompt spells it: <c>## 2. Core Features</c>.</param>
    /// <returns><c>core-features</c></returns>
    public static string OfSection(string heading)
    {
        var slug = new StringBuilder(heading.Length);
        foreach (var letter in heading)
        {
            if (char.IsAsciiLetter(letter))
            {
                slug.Append(char.ToLowerInvariant(letter));
            }
            else if (slug.Length > 0 && slug[^1] != '-')
            {
                slug.Append('-');
            }
        }

        return slug.ToString().TrimEnd('-');
    }

    public static string OfFeature(int number) => string.Create(CultureInfo.InvariantCulture, $"{Feature}{number}");

    public static string OfStage(int number) => string.Create(CultureInfo.InvariantCulture, $"{Stage}{number}");

    /// <returns>The number of a feature or a stage; <see langword="null"/> for a section.</returns>
    public static int? NumberOf(string slug, string kind) =>
        slug.StartsWith(kind, StringComparison.Ordinal) && int.TryParse(slug.AsSpan(kind.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
}
