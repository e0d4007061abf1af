using System.Buffers;

namespace AiDevFramework.Llm;

/// <summary>A tag or token with which models mark where their thoughts begin and end: <c>&lt;think&gt;</c>, <c>[THINK]</c>, <c>◁think▷</c>,
/// <c>&lt;|channel|&gt;analysis</c>, and those around an answer that are no part of it. Pure.</summary>
internal readonly ref struct ThoughtMarker
{
    private const int Longest = 64;

    private static readonly string[] ThoughtNames = ["reason", "reflect", "analysis", "cot", "step_by_step", Gemma, Details];

    /// <summary>What names of thoughts are made of: no answer is wrapped in a tag of such a name.</summary>
    private static readonly string[] ThoughtStems =
    [
        "think", "thought", "reasoning", "reflection", "monologue", "scratchpad", "rationale", "brainstorm", "deliberat", "ponder", "cot_budget",
    ];

    /// <summary>Words before or behind a name that say which end it is.</summary>
    private static readonly string[] BeginWords = ["begin", "start"];
    private static readonly string[] EndWords = ["end", "stop"];
    private const string Gemma = "unused94";
    private const string GemmaEnd = "unused95";

    /// <summary>The element of HTML in which chat front ends put thoughts; only with a type that says so.</summary>
    private const string Details = "details";

    private static readonly SearchValues<char> Letters =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-");

    /// <summary>Tokens that stand around an answer.</summary>
    private static readonly string[] Controls =
    [
        "message", "end", "return", "call", "im_end", "eot", "eot_id", "end_of_text", "endoftext", "begin_of_solution", "end_of_solution", "start_response",
        "end_response", "start_text", "end_text", "begin_of_text", "end_of_turn",
    ];

    /// <summary>Those that are followed by a word of theirs.</summary>
    private static readonly string[] WordControls = ["channel", "start", "im_start", "start_header_id", "start_of_turn", "constrain"];

    /// <summary>Letters, without namespace, attributes and brackets.</summary>
    public ReadOnlySpan<char> Name { get; private init; }

    /// <summary>The word behind a token that has one, such as <c>analysis</c>.</summary>
    public ReadOnlySpan<char> Word { get; private init; }

    public bool IsClosing { get; private init; }

    /// <summary>Opened and closed in one.</summary>
    public bool IsEmpty { get; private init; }

    /// <summary>Whether it is written with bars, as only tokens are.</summary>
    public bool IsToken { get; private init; }

    /// <summary>Characters, the word included.</summary>
    public int Length { get; private init; }

    public bool IsChannel => IsToken && !IsClosing && Is(Name, "channel");

    /// <summary>Whether thoughts begin here.</summary>
    public bool Opens => !IsClosing && !IsEmpty && (IsChannel ? !Word.IsEmpty && !Is(Word, "final") : IsThought(Name) && !IsEndWord(Name));

    /// <summary>Whether it ends thoughts, whichever they are.</summary>
    public bool Closes => (IsThought(Name) && (IsClosing ? !Is(Name, Details) : IsEndWord(Name))) || Is(Name, GemmaEnd);

    /// <summary>Whether it is no part of an answer, wherever before it.</summary>
    public bool IsControl => (IsToken && (IsAny(Name, Controls) || IsAny(Name, WordControls))) || (IsEmpty && IsThought(Name));

    /// <param name="text">Begins with a bracket.</param>
    /// <param name="isAll">Whether no more text follows.</param>
    /// <param name="needsMore">Whether more text decides.</param>
    /// <returns>Whether the text begins with the form of a marker. What it means is for its properties to say.</returns>
    public static bool TryRead(ReadOnlySpan<char> text, bool isAll, out ThoughtMarker marker, out bool needsMore)
    {
        marker = default;
        needsMore = false;
        var closing = text[0] switch { '<' => '>', '[' => ']', '◁' => '▷', _ => '\0' };
        if (closing == '\0')
        {
            return false;
        }

        var inside = text[1..Math.Min(text.Length, Longest)];
        var stop = inside.IndexOfAny([closing, text[0], '\n', '{']);
        if (stop < 0)
        {
            needsMore = !isAll && text.Length < Longest;
            return false;
        }

        if (inside[stop] != closing || stop == 0)
        {
            return false;
        }

        return Parse(text, inside[..stop], isAll, out marker, out needsMore);
    }

    /// <summary>Whether this ends what the other began.</summary>
    public bool Ends(ReadOnlySpan<char> opening)
    {
        if (Is(opening, "channel"))
        {
            return IsToken && (Is(Name, "end") || Is(Name, "start") || Is(Name, "channel") || Is(Name, "return"));
        }

        return Is(opening, Gemma)
            ? Is(Name, GemmaEnd) || (IsClosing && Is(Name, Gemma))
            : (IsClosing || IsEndWord(Name)) && Bare(Name).Equals(Bare(opening), StringComparison.OrdinalIgnoreCase);
    }

    private static bool Parse(ReadOnlySpan<char> text, ReadOnlySpan<char> inside, bool isAll, out ThoughtMarker marker, out bool needsMore)
    {
        marker = default;
        needsMore = false;
        var (barBefore, barBehind) = (inside[0] == '|', inside[^1] == '|');
        var name = inside.Trim('|').Trim();
        var closes = name.StartsWith("/") || (barBehind && !barBefore && !name.StartsWith("/")); // <channel|> ends <|channel>
        var empty = name.EndsWith("/");
        name = name.Trim('/').Trim();
        var space = name.IndexOfAny(' ', '\t', '=');
        var attributes = space < 0 ? default : name[space..];
        name = space < 0 ? name : name[..space];
        name = name[(name.LastIndexOf(':') + 1)..];
        if (name.IsEmpty || name.ContainsAnyExcept(Letters) || (Is(name, Details) && !closes && !ContainsAny(attributes, ThoughtStems)))
        {
            return false;
        }

        var isToken = barBefore || barBehind;
        var length = inside.Length + 2;
        var word = default(ReadOnlySpan<char>);
        if (isToken && !closes && IsAny(name, WordControls))
        {
            var rest = text[length..];
            var end = rest.IndexOfAnyExcept(Letters);
            needsMore = end < 0 && !isAll && rest.Length < Longest;
            if (needsMore)
            {
                return false;
            }

            word = end < 0 ? rest : rest[..end];
            length += word.Length;
        }

        marker = new ThoughtMarker { Name = name, Word = word, IsClosing = closes, IsEmpty = empty, IsToken = isToken, Length = length };
        return true;
    }

    private static bool IsThought(ReadOnlySpan<char> name) => IsAny(name, ThoughtNames) || ContainsAny(name, ThoughtStems);

    private static bool IsEndWord(ReadOnlySpan<char> name) => WithoutWord(name, EndWords).Length < name.Length;

    /// <returns>The name without the word that says which end it is.</returns>
    private static ReadOnlySpan<char> Bare(ReadOnlySpan<char> name) => WithoutWord(WithoutWord(name, BeginWords), EndWords);

    private static ReadOnlySpan<char> WithoutWord(ReadOnlySpan<char> name, string[] words)
    {
        foreach (var word in words)
        {
            if (name.StartsWith(word + '_', StringComparison.OrdinalIgnoreCase))
            {
                var rest = name[(word.Length + 1)..];
                return rest.StartsWith("of_", StringComparison.OrdinalIgnoreCase) ? rest[3..] : rest;
            }

            if (name.EndsWith('_' + word, StringComparison.OrdinalIgnoreCase))
            {
                return name[..^(word.Length + 1)];
            }
        }

        return name;
    }

    private static bool ContainsAny(ReadOnlySpan<char> text, string[] parts)
    {
        foreach (var part in parts)
        {
            if (text.Contains(part, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Is(ReadOnlySpan<char> name, string other) => name.Equals(other, StringComparison.OrdinalIgnoreCase);

    private static bool IsAny(ReadOnlySpan<char> name, string[] others)
    {
        foreach (var other in others)
        {
            if (Is(name, other))
            {
                return true;
            }
        }

        return false;
    }
}
