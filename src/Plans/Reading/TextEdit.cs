using System.Text;

namespace AiDevFramework.Plans.Reading;

/// <summary>One place of a text that is written otherwise.</summary>
internal readonly record struct TextEdit(int Start, int End, string Text)
{
    /// <returns>The part of the text with all edits that lie in it; of two that overlap the first.</returns>
    public static string Apply(string text, int from, int to, IReadOnlyCollection<TextEdit> edits)
    {
        var written = new StringBuilder(to - from + 256);
        var at = from;
        foreach (var edit in edits.OrderBy(edit => edit.Start).ThenBy(edit => edit.End))
        {
            if (edit.Start < at || edit.End > to)
            {
                continue; // inside another one
            }

            written.Append(text, at, edit.Start - at).Append(edit.Text);
            at = edit.End;
        }

        return written.Append(text, at, to - at).ToString();
    }
}
