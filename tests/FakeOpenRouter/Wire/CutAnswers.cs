using System.Collections.Concurrent;

namespace AiDevFramework.FakeOpenRouter.Wire;

/// <summary>
/// Remembers answers that were cut, so that the request which brings the first part back gets the rest. A part is recognised by
/// its end, whitespace aside; an earlier text that was not cut here belongs to a repair, which gets the whole document.
/// </summary>
internal sealed class CutAnswers
{
    private const int TailChars = 200;
    private const int Capacity = 10_000;

    private readonly ConcurrentDictionary<string, string> _rests = new();

    public void Remember(string text, int cut)
    {
        if (_rests.Count >= Capacity)
        {
            _rests.Clear();
        }

        _rests[Tail(text[..cut])] = text[cut..];
    }

    /// <returns><see langword="null"/> where the request continues nothing.</returns>
    public string? Rest(ChatRequest request, string document)
    {
        var earlier = string.Concat(request.AssistantTexts);
        if (_rests.TryGetValue(Tail(earlier), out var rest) || _rests.TryGetValue(Tail(request.AssistantTexts.Last()), out rest))
        {
            return rest;
        }

        var trimmed = earlier.TrimEnd();
        return trimmed.Length > 0 && trimmed.Length < document.TrimEnd().Length
            && document.StartsWith(trimmed, StringComparison.Ordinal)
            && request.LastUser.Contains("continu", StringComparison.OrdinalIgnoreCase)
            ? document[trimmed.Length..]
            : null;
    }

    private static string Tail(string text)
    {
        var trimmed = text.TrimEnd();
        return trimmed.Length <= TailChars ? trimmed : trimmed[^TailChars..];
    }
}
