using System.Text;

namespace AiDevFramework.Grains.Llm;

/// <summary>
/// Takes out what a model thinks before it answers. Where a server does not tell reasoning apart, as local ones do not for every
/// model, it comes as text: <c>&lt;think&gt;…&lt;/think&gt;</c>, then the answer. Takes the text in pieces, however it is cut.
/// </summary>
internal sealed class ThoughtFilter
{
    private const string Opening = "<think>";
    private const string Closing = "</think>";

    private readonly StringBuilder _held = new();
    private State _state;

    private enum State
    {
        Undecided = 0,
        Thinking = 1,

        /// <summary>Between the thoughts and the first letter of the answer.</summary>
        Pausing = 2,
        Answering = 3,
    }

    /// <returns>What of the text so far is answer and was not returned yet; may be empty.</returns>
    public string Take(string part)
    {
        if (_state is State.Answering)
        {
            return part;
        }

        if (_state is State.Pausing)
        {
            return Begin(part);
        }

        var text = _held.Length == 0 ? part : _held.Append(part).ToString();
        _held.Clear();
        if (_state is State.Undecided)
        {
            var start = text.AsSpan().TrimStart();
            if (start.Length < Opening.Length && Opening.AsSpan().StartsWith(start, StringComparison.Ordinal))
            {
                _held.Append(text);
                return "";
            }

            if (!start.StartsWith(Opening, StringComparison.Ordinal))
            {
                _state = State.Answering;
                return text;
            }

            _state = State.Thinking;
        }

        var end = text.IndexOf(Closing, StringComparison.Ordinal);
        if (end < 0)
        {
            _held.Append(text, Math.Max(0, text.Length - Closing.Length + 1), Math.Min(text.Length, Closing.Length - 1));
            return "";
        }

        return Begin(text[(end + Closing.Length)..]);
    }

    /// <param name="taken">All that <see cref="Take"/> returned.</param>
    /// <returns>The answer. Some servers put the opening tag into the prompt, so that only the closing one is in the text.</returns>
    public string End(string taken)
    {
        if (_state is State.Undecided)
        {
            return _held.ToString();
        }

        var end = taken.IndexOf(Closing, StringComparison.Ordinal);
        return end < 0 || taken.AsSpan(0, end).Contains(Opening, StringComparison.Ordinal) ? taken : taken[(end + Closing.Length)..].TrimStart();
    }

    private string Begin(string text)
    {
        var answer = text.TrimStart();
        _state = answer.Length > 0 ? State.Answering : State.Pausing;
        return answer;
    }
}
