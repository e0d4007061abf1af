using System.Globalization;

namespace AiDevFramework.Grains.Prompts;

/// <summary>
/// The number of a prompt's form: the first line <c>form: 3</c>, 1 to 9999. It rises when the prompt asks for its answer in another form, and not
/// when only its words change: an answer recorded for an older form is out of date.
/// </summary>
internal static class PromptForm
{
    private const string Label = "form:";

    /// <param name="text">A prompt file with line ends of one character.</param>
    /// <returns>The number, and where the text behind its line begins; a file without such a line begins at 0.</returns>
    public static (int? Number, int Begin) Read(string text)
    {
        var end = text.IndexOf('\n', StringComparison.Ordinal);
        return end > 0 && text.StartsWith(Label, StringComparison.Ordinal)
            && int.TryParse(text.AsSpan(Label.Length..end).Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and < 10_000
                ? (number, end + 1)
                : (null, 0);
    }
}
