using System.Text;
using System.Text.Unicode;

namespace AiDevFramework.Plans.Search;

/// <summary>The words of a project as they are kept for searching: those of its idea and of its documents.</summary>
/// <param name="Words">Each once.</param>
/// <param name="Running">All in their order, with a blank before and behind each; two between texts, which no phrase spans.</param>
internal sealed record SearchText(IReadOnlyCollection<string> Words, string Running)
{
    /// <summary>Of each document in UTF-8; what follows is not searched.</summary>
    public const int BytesOfADocument = 128 * 1024;

    /// <summary>Of all different words in UTF-8. PostgreSQL takes a megabyte with what it adds; only made-up texts have as many.</summary>
    private const int MostBytes = 800_000;

    public static SearchText Of(string idea, IEnumerable<string> documents)
    {
        var (words, bytes) = (new HashSet<string>(StringComparer.Ordinal), 0);
        var running = new StringBuilder(" ");
        foreach (var text in documents.Select(Beginning).Prepend(idea))
        {
            foreach (var word in SearchWords.Of(text))
            {
                if (!words.Contains(word))
                {
                    bytes += Encoding.UTF8.GetByteCount(word) + OverheadOfAWord;
                    if (bytes > MostBytes)
                    {
                        return new SearchText(words, running.ToString());
                    }

                    words.Add(word);
                }

                running.Append(word).Append(' ');
            }

            running.Append(' ');
        }

        return new SearchText(words, running.ToString());
    }

    /// <summary>What PostgreSQL aligns a word by, at the most.</summary>
    private const int OverheadOfAWord = 2;

    private static string Beginning(string document)
    {
        if (Encoding.UTF8.GetByteCount(document) <= BytesOfADocument)
        {
            return document;
        }

        var bytes = new byte[BytesOfADocument];
        Utf8.FromUtf16(document, bytes, out var read, out _, replaceInvalidSequences: true);
        return document[..read];
    }
}
