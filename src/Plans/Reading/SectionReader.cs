using AiDevFramework.Plans.Language;
using AiDevFramework.Plans.Markdown;

namespace AiDevFramework.Plans.Reading;

/// <summary>
/// Finds the heads of a document's sections: headings of Markdown first, then lines in bold, then lines that say no more than the
/// section's name, then labels, rows and bullets that name it. Each form is looked for only where a section is still missing.
/// </summary>
internal sealed class SectionReader(DocumentShape shape, MarkdownText markdown, int start, int end)
{
    private const int UsualLevel = 2;

    private readonly Dictionary<int, (Term Term, Head Head)> _heads = [];

    private int _level = UsualLevel;

    /// <returns>By the index of its line, what each head of a section means.</returns>
    public IReadOnlyDictionary<int, (Term Term, Head Head)> Find()
    {
        ClaimHeadings();
        Claim(line => markdown.Lines[line].Kind is LineKind.Heading && markdown.Lines[line].Level <= _level && !IsItem(markdown.ContentOf(line))
            ? (TermTable.FindPart(shape.Group, HeadingKey.Of(markdown.ContentOf(line))), HeadOf(line, HeadKind.Heading)) : null);
        Claim(line => BoldLine(line) is { IsEmpty: false } bold
            ? (TermTable.Find(shape.Group, HeadingKey.Of(bold)), HeadOf(line, HeadKind.Bold)) : null);
        Claim(line => PlainTerm(line) is { } term && !IsListed(line) ? (term, HeadOf(line, HeadKind.Plain)) : null);
        Claim(Labelled);
        ClaimFeatures();
        return _heads;
    }

    /// <summary>Features without a heading above them begin their section themselves.</summary>
    private void ClaimFeatures()
    {
        if (shape.TitleTerm is not Term.PrdTitle || _heads.Values.Any(head => head.Term is Term.CoreFeatures))
        {
            return;
        }

        for (var line = start; line < end; line++)
        {
            if (markdown.Lines[line].Kind is LineKind.Heading && IsItem(markdown.ContentOf(line)))
            {
                _heads.TryAdd(line, (Term.CoreFeatures, HeadOf(line, HeadKind.Missing) with { Level = Math.Min(_level, markdown.Lines[line].Level) }));
                return;
            }
        }
    }

    /// <summary>Headings that are a section's name as a whole. Of those on several levels, the level that most have counts first: a part
    /// of the infrastructure may be called "Database" too.</summary>
    private void ClaimHeadings()
    {
        var found = new List<(int Line, Term Term)>();
        for (var line = start; line < end; line++)
        {
            if (markdown.Lines[line].Kind is LineKind.Heading && TermTable.Find(shape.Group, HeadingKey.Of(markdown.ContentOf(line))) is { } term)
            {
                found.Add((line, term));
            }
        }

        if (found.Count == 0)
        {
            return;
        }

        _level = found.GroupBy(entry => markdown.Lines[entry.Line].Level)
            .OrderByDescending(level => level.DistinctBy(entry => entry.Term).Count()).ThenBy(level => level.Key)
            .First().Key;
        foreach (var (line, term) in found.Where(entry => markdown.Lines[entry.Line].Level == _level))
        {
            _heads[line] = (term, HeadOf(line, HeadKind.Heading));
        }

        Claim(line => found.FirstOrDefault(entry => entry.Line == line) is { Line: var at, Term: var term } && at == line && line > 0
            ? (term, HeadOf(line, HeadKind.Heading)) : null, [.. found.Select(entry => entry.Line)]);
    }

    /// <summary>Takes the first line for each section that has none yet.</summary>
    private void Claim(Func<int, (Term? Term, Head Head)?> read, IReadOnlyList<int>? lines = null)
    {
        var missing = shape.Sections.Select(section => section.Term).Except(_heads.Values.Select(head => head.Term)).ToHashSet();
        if (missing.Count == 0)
        {
            return;
        }

        var count = lines?.Count ?? end - start;
        for (var index = 0; index < count && missing.Count > 0; index++)
        {
            var line = lines?[index] ?? start + index;
            if (!_heads.ContainsKey(line) && read(line) is { Term: { } term, Head: var head } && missing.Remove(term))
            {
                _heads[line] = (term, head);
            }
        }
    }

    private ReadOnlySpan<char> BoldLine(int line) =>
        markdown.Lines[line].Kind is LineKind.Text or LineKind.Bullet ? Bold.LineOf(markdown.ContentOf(line)) : [];

    /// <summary>A line that is a section's name and nothing else, with or without a number before it and a colon behind.</summary>
    private Term? PlainTerm(int line)
    {
        if (line < start || line >= end || markdown.Lines[line].Kind is not (LineKind.Text or LineKind.Bullet) || markdown.LineOf(line).Length > 80)
        {
            return null;
        }

        if (markdown.Lines[line].Kind is LineKind.Bullet && !char.IsAsciiDigit(markdown.LineOf(line).TrimStart()[0]))
        {
            return null;
        }

        return TermTable.Find(shape.Group, HeadingKey.Of(markdown.ContentOf(line)));
    }

    /// <summary>In a table of contents, names of sections follow each other.</summary>
    private bool IsListed(int line) => PlainTerm(line - 1) is not null || PlainTerm(line + 1) is not null;

    private (Term? Term, Head Head)? Labelled(int line)
    {
        if (LabelLine.Read(markdown, line, shape.Group) is not { } hit || (!hit.HasValue && hit is { IsBold: false, IsBullet: true }))
        {
            return null;
        }

        var kind = hit.IsCell || hit.IsBullet ? HeadKind.Inline : HeadKind.Label;
        var known = markdown.Lines[line];
        return (hit.Term, new Head(kind, line, _level, known.ContentStart, known.ContentEnd, hit.ValueStart, hit.ValueEnd));
    }

    private bool IsItem(ReadOnlySpan<char> heading) =>
        shape.TitleTerm is Term.PrdTitle && ItemHeading.Read(heading, TermGroup.FeatureWord, 'F').IsNamed;

    private Head HeadOf(int line, HeadKind kind)
    {
        var known = markdown.Lines[line];
        return new Head(kind, line, kind is HeadKind.Heading ? known.Level : _level, known.ContentStart, known.ContentEnd, known.ContentEnd, known.ContentEnd);
    }
}
