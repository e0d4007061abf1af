using AiDevFramework.Plans.Identity;
using AiDevFramework.Plans.Language;

namespace AiDevFramework.Plans.Typed;

/// <summary>
/// Reads what code needs of a task from its brackets: <c>(F2, C8; after T1.1; 3 days; lead 10 days; verify AC2.1)</c>. Commas do as well as
/// semicolons. A bracket without any reference is prose.
/// </summary>
internal sealed class TaskBracket
{
    private enum Part
    {
        Serves,
        After,
        Verify,
    }

    public List<PlanReference> Serves { get; } = [];

    public List<PlanReference> After { get; } = [];

    public List<PlanReference> Verify { get; } = [];

    public decimal? Days { get; private set; }

    public decimal? LeadDays { get; private set; }

    public static TaskBracket Read(string text, IReadOnlyList<string>? cells)
    {
        var read = new TaskBracket();
        for (var open = text.AsSpan().IndexOfAny('(', '（'); open >= 0;)
        {
            var close = text.AsSpan(open).IndexOfAny(')', '）') is >= 0 and var length ? open + length : text.Length;
            read.Add(text.AsSpan((open + 1)..close), isCell: false);
            var next = close < text.Length ? text.AsSpan(close).IndexOfAny('(', '（') : -1;
            open = next < 0 ? -1 : close + next;
        }

        foreach (var cell in cells ?? [])
        {
            if (cell.AsSpan().IndexOfAny('(', '（') < 0)
            {
                read.Add(cell, isCell: true);
            }
        }

        return read;
    }

    private void Add(ReadOnlySpan<char> inside, bool isCell)
    {
        var before = Serves.Count + After.Count + Verify.Count;
        var part = Part.Serves;
        decimal? days = null;
        decimal? lead = null;
        for (var start = 0; start <= inside.Length;)
        {
            var end = inside[start..].IndexOfAny(",;，；、") is >= 0 and var length ? start + length : inside.Length;
            var token = inside[start..end].Trim();
            var word = WordOf(ref token);
            part = word ?? part;
            if (token.StartsWith("lead", StringComparison.OrdinalIgnoreCase))
            {
                lead ??= DaysOf(token[4..]);
            }
            else if (ItemId.Read(token.TrimStart("*_`[("), out _) is null && word is null)
            {
                days ??= DaysOf(token);
            }

            AddReferences(token, part, isCell);
            part = end < inside.Length && inside[end] is ';' or '；' ? Part.Serves : part;
            start = end + 1;
        }

        if (Serves.Count + After.Count + Verify.Count > before || isCell)
        {
            Days ??= isCell && inside.Length > 20 ? null : days;
            LeadDays ??= lead;
        }
    }

    private static Part? WordOf(ref ReadOnlySpan<char> token)
    {
        foreach (var (word, part) in (ReadOnlySpan<(string, Part)>)[("after ", Part.After), ("verified by ", Part.Verify), ("verify ", Part.Verify), ("verify: ", Part.Verify), ("after: ", Part.After)])
        {
            if (token.StartsWith(word, StringComparison.OrdinalIgnoreCase))
            {
                token = token[word.Length..].Trim();
                return part;
            }
        }

        return null;
    }

    private void AddReferences(ReadOnlySpan<char> token, Part part, bool isCell)
    {
        if (isCell && ItemId.Read(token.Trim("*_`[]( )"), out _) is null)
        {
            return;
        }

        foreach (var reference in References.Of(ReferenceReader.Read($"({token})")))
        {
            var list = part switch
            {
                Part.After when References.IsOf(reference.Id, "T") => After,
                Part.Verify => Verify,
                _ => Serves,
            };
            if (!list.Exists(known => known.Id == reference.Id))
            {
                list.Add(reference);
            }
        }
    }

    /// <summary>A length of time that is the whole of the text.</summary>
    private static decimal? DaysOf(ReadOnlySpan<char> text) =>
        DurationReader.Read(text) is { IsCalendar: false } duration && duration.Start <= 1 + (text.Length - text.TrimStart().Length) && duration.Start + duration.Length >= text.TrimEnd().Length
            ? duration.Days
            : null;
}
