namespace AiDevFramework.Grains.Documents;

/// <summary>Headings as they compare: without numbers, emphasis, punctuation at the ends and case.</summary>
internal static class HeadingText
{
    public static string Normalize(string heading)
    {
        var text = heading.AsSpan().Trim(" *_`:#\t");
        var number = 0;
        while (number < text.Length && (char.IsAsciiDigit(text[number]) || (number > 0 && text[number] is '.' or ')')))
        {
            number++;
        }

        text = text[number..].Trim(" .):*_`\t");
        return string.Join(' ', text.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).ToUpperInvariant();
    }
}
