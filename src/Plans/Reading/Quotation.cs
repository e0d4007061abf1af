using AiDevFramework.Grains.Abstractions;

namespace AiDevFramework.Plans.Reading;

/// <summary>A model's words as a complaint quotes them: it may have written a page there.</summary>
internal static class Quotation
{
    private const int Most = 80;

    public static string Short(string text) =>
        text.Length <= Most ? text : $"{TextCut.AtMost(text, Most)}…";
}
