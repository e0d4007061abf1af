using System.Globalization;
using AiDevFramework.Plans.Identity;
using AiDevFramework.Plans.Language;
using AiDevFramework.Plans.Markdown;
using AiDevFramework.Plans.Reading;

namespace AiDevFramework.Plans.Naming;

/// <summary>Writes the identifiers of items, and the references to them, as they were assigned; every other byte stays.</summary>
internal sealed class NameWriter(MarkdownText markdown, Assignment assignment)
{
    /// <summary>Kinds whose items always have one; those of other kinds where any item of the document has.</summary>
    private static readonly ItemKind[] s_always = [ItemKind.Criterion, ItemKind.Story, ItemKind.Quality, ItemKind.Metric];

    private readonly List<TextEdit> _edits = [];

    /// <summary>Marks a reference that means nothing, or more than one thing.</summary>
    public const char Doubt = '?';

    public string Write(IReadOnlyList<NamedItem> items, IReadOnlyList<(Reference Reference, bool IsOfList)> references, Func<Reference, ItemId?> meaningOf)
    {
        var numbered = items.Where(item => item.Written is not null).Select(item => item.Kind).Concat(s_always).ToHashSet();
        foreach (var (index, item) in items.Index())
        {
            if (item.Kind is ItemKind.Feature)
            {
                SetFeature(item, assignment.Ids[index]);
            }
            else
            {
                SetItem(item, assignment.Ids[index], numbered.Contains(item.Kind));
            }
        }

        SetReferences(references, meaningOf);
        return _edits.Count == 0 ? markdown.Text : TextEdit.Apply(markdown.Text, 0, markdown.Text.Length, _edits);
    }

    private void SetFeature(NamedItem item, ItemId id)
    {
        if (item.Place.Line < 0)
        {
            return;
        }

        var line = markdown.Lines[item.Place.Line];
        var content = markdown.ContentOf(item.Place.Line);
        var head = ItemHeading.Read(content[..Math.Min(content.Length, 300)], TermGroup.FeatureWord, 'F');
        if (head is { IsNamed: true, Number: { } number } && !head.IsPart)
        {
            // The last number before the name.
            var end = content[..head.NameStart].LastIndexOfAnyInRange('0', '9') + 1;
            var start = end;
            while (start > 0 && char.IsAsciiDigit(content[start - 1]))
            {
                start--;
            }

            if (number != id.Major && end > start)
            {
                _edits.Add(new TextEdit(line.ContentStart + start, line.ContentStart + end, id.Major.ToString(CultureInfo.InvariantCulture)));
            }
        }
        else if (line.Kind is LineKind.Bullet)
        {
            _edits.Add(new TextEdit(line.ContentStart, line.ContentStart, $"{id}: "));
        }
    }

    private void SetItem(NamedItem item, ItemId id, bool insert)
    {
        if (item.Place is not { Line: >= 0, Start: >= 0 and var start })
        {
            return;
        }

        var line = markdown.Lines[item.Place.Line];
        if (item.Place.IdLength > 0)
        {
            var written = markdown.Text.AsSpan(start, Math.Min(item.Place.IdLength, markdown.Text.Length - start));
            var first = written.IndexOfAnyInRange('A', 'Z');
            if (first >= 0 && Length(written[first..]) is > 0 and var length && !written.Slice(first, length).SequenceEqual(id.ToString()))
            {
                _edits.Add(new TextEdit(start + first, start + first + length, id.ToString()));
            }
        }
        else if (insert && (start == line.ContentStart || line.Kind is LineKind.TableRow))
        {
            _edits.Add(new TextEdit(start, start, $"{id}{(NeedsColon(item, start) ? ": " : " ")}"));
        }
    }

    /// <summary>Of an identifier in any of its forms: <c>AC 1.2</c>, <c>US-3</c>, <c>D1</c>.</summary>
    private static int Length(ReadOnlySpan<char> text)
    {
        var at = 0;
        while (at < text.Length && char.IsAsciiLetterUpper(text[at]))
        {
            at++;
        }

        at += at < text.Length && text[at] is '-' or ' ' or '_' or '.' ? 1 : 0;
        var digits = at;
        while (at < text.Length && (char.IsAsciiDigit(text[at]) || (text[at] == '.' && at + 1 < text.Length && char.IsAsciiDigit(text[at + 1]))))
        {
            at++;
        }

        return at > digits ? at : 0;
    }

    /// <summary><c>AC1.1: Given</c>, <c>US1: As a lender</c>; but <c>US1 (F1): …</c>, <c>NFR1 Performance: …</c></summary>
    private bool NeedsColon(NamedItem item, int start) => item.Kind switch
    {
        ItemKind.Criterion or ItemKind.Assumption => true,
        ItemKind.Story => markdown.Text[start] is not ('(' or '（'),
        _ => false,
    };

    private void SetReferences(IReadOnlyList<(Reference Reference, bool IsOfList)> references, Func<Reference, ItemId?> meaningOf)
    {
        for (var index = 0; index < references.Count; index++)
        {
            var (reference, _) = references[index];
            var (start, end) = (reference.Start, reference.Start + reference.Length);
            var text = TextOf(reference, meaningOf);
            var isRange = false;
            while (index + 1 < references.Count && references[index + 1] is { IsOfList: true, Reference.Length: 0 })
            {
                isRange = true; // what stands between F1 and F4 is written out
                text = $"{text}, {TextOf(references[++index].Reference, meaningOf)}";
            }

            if (isRange && index + 1 < references.Count)
            {
                var last = references[++index].Reference;
                (text, end) = ($"{text}, {TextOf(last, meaningOf)}", last.Start + last.Length);
            }

            if (isRange ? ChangesRange(references, start, end, meaningOf) : !IsWritten(start, end, text))
            {
                _edits.Add(new TextEdit(start, end, text));
            }
        }
    }

    private static bool ChangesRange(IReadOnlyList<(Reference Reference, bool IsOfList)> references, int start, int end, Func<Reference, ItemId?> meaningOf) => references
        .Where(pair => pair.Reference.Start >= start && pair.Reference.Start < end)
        .Any(pair => meaningOf(pair.Reference) is { } id && id != pair.Reference.Id);

    /// <summary>A doubt that is there already stays one.</summary>
    private bool IsWritten(int start, int end, string text) => text[^1] == Doubt
        ? end < markdown.Text.Length && markdown.Text[end] == Doubt
        : markdown.Text.AsSpan(start..end).SequenceEqual(text) || ItemId.Parse(markdown.Text.AsSpan(start..end))?.ToString() == text;

    private static string TextOf(Reference reference, Func<Reference, ItemId?> meaningOf) =>
        meaningOf(reference) is { } id ? id.ToString() : $"{reference.Id}{Doubt}";
}
