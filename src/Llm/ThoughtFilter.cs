using System.Text;

namespace AiDevFramework.Llm;

/// <summary>
/// Takes out what a model thinks before it answers. Where a server does not tell reasoning apart, as local ones do not for every
/// model, it comes as text between markers of many kinds, then the answer. Takes the text in pieces, however it is cut. From the
/// beginning of the document, or of the JSON, everything is the model's answer, whatever it mentions.
/// </summary>
internal sealed class ThoughtFilter(AnswerStart start = AnswerStart.Title)
{
    private readonly StringBuilder _pending = new(); // not decided
    private readonly StringBuilder _thoughts = new(); // to be looked through where they have no end
    private string? _opening; // of the thoughts that the text is in
    private bool _isAnswering;
    private bool _skipsBlanks;
    private bool _hasSaid; // something other than blanks, before the answer proper
    private bool _isMidLine;
    private int _taken; // characters that were returned
    private int _forgotten; // of these, those that turned out to be thoughts

    /// <summary>Whether the text had any thoughts.</summary>
    public bool HasThoughts { get; private set; }

    public static ThoughtFilter For(ModelQuestion question) => new(
        (question.Json, question.ContinuesAnswer) switch
        {
            (true, _) => AnswerStart.Object,
            (_, true) => AnswerStart.FirstLetter,
            _ => AnswerStart.Title,
        });

    /// <returns>What of the text so far is answer and was not returned yet; may be empty.</returns>
    public string Append(string part)
    {
        if (_isAnswering)
        {
            return part;
        }

        var text = _pending.Length == 0 ? part : _pending.Append(part).ToString();
        _pending.Clear();
        var said = Filter(text, isAll: false);
        _taken += said.Length;
        return said;
    }

    /// <param name="taken">All that <see cref="Append"/> returned.</param>
    /// <param name="isCut">Whether the answer stopped before its end.</param>
    /// <returns>The answer. Some servers put the opening marker into the prompt, so that only the closing one is in the text.</returns>
    public string End(string taken, bool isCut = false)
    {
        var last = _isAnswering ? "" : Filter(_pending.ToString(), isAll: true);
        var text = _forgotten > 0 || last.Length > 0 ? taken[_forgotten..] + last : taken;
        if (_opening is not null && !isCut)
        {
            var answer = ThoughtEnd.AnswerIn(_thoughts.ToString(), start); // never closed, and the answer may follow
            text += answer.Length > 0 && !string.IsNullOrWhiteSpace(text) && !text.EndsWith('\n') ? '\n' + answer : answer;
        }

        return ThoughtEnd.WithoutTail(ThoughtEnd.WithoutOpenThoughts(text, start));
    }

    private string Filter(string text, bool isAll)
    {
        var said = new StringBuilder();
        var at = 0;
        while (at < text.Length && !_isAnswering)
        {
            at = _opening is null ? ReadBefore(text, at, isAll, said) : ReadThoughts(text, at, isAll);
        }

        return said.Append(text, at, text.Length - at).ToString();
    }

    /// <summary>Reads on before the answer proper: up to a marker, or to where the answer begins.</summary>
    /// <returns>Where to go on.</returns>
    private int ReadBefore(string text, int at, bool isAll, StringBuilder said)
    {
        var from = at;
        if (_skipsBlanks || !_hasSaid)
        {
            while (at < text.Length && char.IsWhiteSpace(text[at]))
            {
                at++;
            }

            if (at == text.Length && !isAll)
            {
                return Wait(text, _skipsBlanks ? at : from);
            }

            from = _skipsBlanks ? at : from;
        }

        for (var i = at; i < text.Length; i++)
        {
            switch (text[i])
            {
                case '<' or '[' or '◁':
                    var isMarker = ThoughtMarker.TryRead(text.AsSpan(i), isAll, out var marker, out var needsMore);
                    if (needsMore)
                    {
                        Say(text, from, i, said);
                        return Wait(text, !_hasSaid ? from : i);
                    }

                    if (isMarker && marker.Closes)
                    {
                        return Forget(said, i + marker.Length);
                    }

                    if (isMarker && (marker.Opens || marker.IsControl))
                    {
                        Say(text, from, i, said);
                        return Pass(marker, i);
                    }

                    break;
                case '{' when start is AnswerStart.Object:
                    return Begin(text, from, said);
                case '#' when start is AnswerStart.Title && !IsMidLine(text, from, i):
                    var behind = text.AsSpan(i).IndexOfAnyExcept('#');
                    if (behind < 0 && !isAll)
                    {
                        Say(text, from, i, said);
                        return Wait(text, !_hasSaid ? from : i);
                    }

                    if (behind is > 0 and <= 6 && (char.IsWhiteSpace(text[i + behind]) || char.IsLetter(text[i + behind])))
                    {
                        return Begin(text, from, said);
                    }

                    break;
            }

            if (start is AnswerStart.FirstLetter && !char.IsWhiteSpace(text[i]))
            {
                return Begin(text, from, said);
            }
        }

        Say(text, from, text.Length, said);
        if (isAll && !_hasSaid)
        {
            said.Append(text, from, text.Length - from); // nothing but blanks
        }

        return text.Length;
    }

    /// <returns>Where to go on: behind the thoughts, or at the end of the text.</returns>
    private int ReadThoughts(string text, int at, bool isAll)
    {
        for (var i = at; i < text.Length; i++)
        {
            var next = text.AsSpan(i).IndexOfAny('<', '[', '◁');
            if (next < 0)
            {
                break;
            }

            i += next;
            if (ThoughtMarker.TryRead(text.AsSpan(i), isAll, out var marker, out var needsMore) && marker.Ends(_opening))
            {
                var isNext = marker.IsChannel || (marker.IsToken && !marker.Word.IsEmpty); // says itself what follows
                _thoughts.Clear();
                _opening = null;
                _skipsBlanks = true;
                return isNext ? i : i + marker.Length;
            }

            if (needsMore)
            {
                _thoughts.Append(text, at, i - at);
                return Wait(text, i);
            }
        }

        _thoughts.Append(text, at, text.Length - at);
        return text.Length;
    }

    private int Pass(ThoughtMarker marker, int at)
    {
        _skipsBlanks = true;
        if (marker.Opens)
        {
            _opening = marker.Name.ToString();
            HasThoughts = true;
        }

        return at + marker.Length;
    }

    /// <summary>Thoughts end that began in the prompt: all that was said belongs to them.</summary>
    private int Forget(StringBuilder said, int behind)
    {
        said.Clear();
        _forgotten = _taken;
        (_hasSaid, _isMidLine, _skipsBlanks, HasThoughts) = (false, false, true, true);
        return behind;
    }

    /// <summary>From here on everything is answer.</summary>
    private int Begin(string text, int from, StringBuilder said)
    {
        _isAnswering = true;
        Separate(text, from, said);
        return from;
    }

    /// <summary>Lets an introduction through; blanks alone wait for what they introduce.</summary>
    private void Say(string text, int from, int to, StringBuilder said)
    {
        var part = text.AsSpan(from, to - from);
        if (part.IsWhiteSpace() && !_hasSaid)
        {
            return;
        }

        if (part.Length > 0)
        {
            Separate(text, from, said);
            said.Append(part);
            _hasSaid = true;
            _isMidLine = IsMidLine(text, from, to);
        }
    }

    /// <summary>Where thoughts were taken out of a line, what follows them begins a line of its own: a title has to.</summary>
    private void Separate(string text, int from, StringBuilder said)
    {
        if (_skipsBlanks && _hasSaid && _isMidLine && from < text.Length)
        {
            said.Append('\n');
            _isMidLine = false;
        }

        _skipsBlanks = false;
    }

    private int Wait(string text, int from)
    {
        _pending.Append(text, from, text.Length - from);
        return text.Length;
    }

    private bool IsMidLine(string text, int from, int to)
    {
        var line = text.AsSpan(from, to - from);
        var lineEnd = line.LastIndexOf('\n');
        return lineEnd >= 0 ? !line[(lineEnd + 1)..].IsWhiteSpace() : (_isMidLine && !_skipsBlanks) || !line.IsWhiteSpace();
    }
}
