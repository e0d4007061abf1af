using System.Text.Json;

namespace AiDevFramework.Plans.Reading;

/// <summary>
/// Writes a document in its normal form: title, headings, labels and units as they were asked for, every other byte as it came. What is
/// in its normal form already stays as it is, and a document says the same before and after.
/// </summary>
internal static class Normaliser
{
    /// <summary>A rewritten line may make another one readable; two rounds are usual.</summary>
    private const int MostRounds = 5;

    /// <param name="reading">Of <paramref name="text"/>.</param>
    /// <param name="title">The line that the document begins with: <c># Tech Stack Document</c>.</param>
    /// <param name="read">Reads a text in the same way.</param>
    /// <returns><see langword="null"/> where the text cannot be written so without saying something else.</returns>
    public static string? Normalise(string text, DocumentReading reading, string title, Func<string, DocumentReading> read)
    {
        var said = new Lazy<string>(() => Said(reading));
        var written = Write(reading, title, reading.Edits);
        if (IsSame(written, text))
        {
            return written;
        }

        return Settle(written, title, read, said) ?? Settle(Write(reading, title, new FrameEdits(reading.Frame.Markdown)), title, read, said, onlyTitle: true);
    }

    private static string? Settle(string text, string title, Func<string, DocumentReading> read, Lazy<string> said, bool onlyTitle = false)
    {
        for (var round = 0; round < MostRounds; round++)
        {
            var reading = read(text);
            if (Said(reading) != said.Value)
            {
                return null;
            }

            var written = Write(reading, title, onlyTitle ? new FrameEdits(reading.Frame.Markdown) : reading.Edits);
            if (written == text)
            {
                return text;
            }

            text = written;
        }

        return null;
    }

    private static string Write(DocumentReading reading, string title, FrameEdits edits)
    {
        var frame = reading.Frame;
        var heading = frame.Title is { } line ? TitleWriter.Write(frame, line, title) : title;
        if (frame.Title is { } old)
        {
            edits.SetLine(old.Line, heading);
        }

        var written = edits.Apply(frame.Start, frame.End);
        var body = written.AsSpan().Trim();
        if (frame.Title is null)
        {
            return $"{heading}\n\n{body}\n";
        }

        return body.Length + 1 == written.Length && written[^1] == '\n' ? written : $"{body}\n";
    }

    /// <summary>Blanks around a text say nothing.</summary>
    private static bool IsSame(ReadOnlySpan<char> one, ReadOnlySpan<char> other) => one.Trim().SequenceEqual(other.Trim());

    private static string Said(DocumentReading reading) =>
        JsonSerializer.Serialize(reading.Outline, reading.Outline.GetType()) + string.Join('\n', reading.Complaints);
}
