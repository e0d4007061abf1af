using AiDevFramework.Plans.Intake;

namespace AiDevFramework.Offline;

/// <summary>Reads a clause by the rules of English: who, verb, what; "with" and what it lists; "for" and whom.</summary>
internal sealed class EnglishReader(IdeaText idea, PieceList pieces) : IClauseReader
{
    /// <summary>How far from the beginning of a clause its verb may stand.</summary>
    private const int MostBeforeVerb = 7;

    private bool _inList;

    public int ReadProduct(int first, int end, out int behind)
    {
        var start = first;
        while (start < end && Grammar.Intro.Contains(idea.Tokens[start].Text))
        {
            start++;
        }

        behind = start;
        if (start < end && VerbAt(start, start, end) is not null && start + 1 < end && !Grammar.Stops.Contains(idea.Tokens[start + 1].Text))
        {
            return start; // "Split bills with roommates"
        }

        while (behind < end && !Grammar.Stops.Contains(idea.Tokens[behind].Text))
        {
            if (behind > start && (Grammar.Helpers.Contains(idea.Tokens[behind].Text) || VerbAt(behind, start, end) is not null))
            {
                behind = Grammar.NoRoles.Contains(idea.Tokens[behind - 1].Text) ? behind : start; // "The platform lets …", "Patients book …"
                return start;
            }

            if (behind > start && Grammar.IsWant(idea.Tokens[behind].Text))
            {
                pieces.AddRole(start, behind); // "A small choir wants to …"
                behind++;
                return behind;
            }

            behind++;
        }

        return start;
    }

    public void BeginSentence() => _inList = false;

    public void Read(int first, int end)
    {
        while (first < end && Grammar.Connectors.Contains(idea.Tokens[first].Text))
        {
            first++;
        }

        if (first >= end)
        {
            return;
        }

        var word = idea.Tokens[first].Text;
        if (word is "for")
        {
            ReadWhom(first, end);
        }
        else if (idea.Has(first, Math.Min(end, first + 3), Meaning.No))
        {
            pieces.AddExclusion(first, end);
        }
        else if (Grammar.Lists.Contains(word))
        {
            _inList = true;
            Divide(first + 1, end);
        }
        else if (word is not "who")
        {
            Divide(word is "that" or "which" or "where" or "to" or "so" or "whose" ? first + 1 : first, end);
        }
    }

    /// <summary>"for home cooks to share recipes", "for data engineers who live in the terminal".</summary>
    private void ReadWhom(int first, int end)
    {
        if (first + 1 < end && idea.Tokens[first + 1].Text.EndsWith("ing", StringComparison.Ordinal) && ShapeTable.Noun(idea.Tokens[first + 1].Text, isGerman: false) is { } gerund)
        {
            pieces.Verbs.Add(gerund);
            pieces.Add(first + 1, end, gerund, (first + 2, Math.Min(end, first + 5))); // "for tracking board games"
            return;
        }

        var stop = first + 1;
        while (stop < end && !Grammar.Stops.Contains(idea.Tokens[stop].Text))
        {
            stop++;
        }

        pieces.AddRole(first + 1, stop);
        if (stop < end)
        {
            Read(stop, end);
        }
    }

    /// <summary>At each "and" that a verb follows, and in a list at each "and".</summary>
    private void Divide(int first, int end)
    {
        var start = first;
        for (var at = first + 1; at + 1 < end; at++)
        {
            if (idea.Tokens[at].Text is "and" or "or" or "then" && (_inList || BeginsClause(at + 1, end)))
            {
                Add(start, at);
                start = at + 1;
            }
        }

        Add(start, end);
    }

    /// <summary>"and take quizzes", "and the studio rents cameras"; not "roles and permissions".</summary>
    private bool BeginsClause(int first, int end)
    {
        var start = idea.Tokens[first].Text is "to" or "then" ? first + 1 : first;
        return VerbAt(start, first, end) is not null || VerbAt(start, start, end) is not null || FindVerb(start, start, Math.Min(end, start + 4)) is >= 0;
    }

    private void Add(int first, int end)
    {
        while (first < end && idea.Tokens[first].Text is "to" or "then" or "and" or "that")
        {
            first++;
        }

        if (first >= end)
        {
            return;
        }

        var verb = FindVerb(first, first, end);
        if (verb >= 0 && Grammar.Helpers.Contains(idea.Tokens[verb].Text) && FindVerb(verb + 1, verb + 1, end, loosely: true) is > 0 and var helped)
        {
            var who = (verb + 1, idea.Tokens[helped - 1].Text is "to" ? helped - 1 : helped); // "lets photographers manage shoots"
            AddVerb(verb + 1, helped, end, who);
            return;
        }

        if (verb >= 0)
        {
            AddVerb(first, verb, end, (first, verb));
            return;
        }

        var noun = NounIn(first, end);
        if (noun is not null || _inList)
        {
            pieces.Add(first, end, noun ?? Shape.Other, (first, end));
        }
        else
        {
            pieces.AddUnread(first, end);
        }
    }

    private void AddVerb(int first, int verb, int end, (int First, int End) who)
    {
        var shape = ShapeTable.Verb(idea.Tokens[verb].Text, isGerman: false) ?? Shape.Other;
        var start = verb + 1;
        while (start < end && (Grammar.Articles.Contains(idea.Tokens[start].Text) || idea.Tokens[start].Text is "their" or "its" or "my" or "your" or "me" or "them" or "track"))
        {
            start++;
        }

        var stop = start;
        while (stop < end && stop - start < 4 && !Grammar.ObjectStops.Contains(idea.Tokens[stop].Text) && idea.Tokens[stop].Type is not TokenType.Sign)
        {
            stop++;
        }

        shape = shape is Shape.Other ? NounIn(verb + 1, end) ?? shape : shape;
        pieces.Verbs.Add(shape);
        if (verb > first && Grammar.EnglishPassive.Contains(idea.Tokens[verb - 1].Text))
        {
            pieces.Add(first, end, shape, (first, verb - 1)); // "Farmers are paid"
            return;
        }

        pieces.Add(first, end, shape, (start, stop), who.First < who.End ? who : null);
    }

    private Shape? NounIn(int first, int end)
    {
        for (var at = end - 1; at >= first; at--)
        {
            if (ShapeTable.Noun(idea.Tokens[at].Text, isGerman: false) is { } shape)
            {
                return shape;
            }
        }

        return null;
    }

    private int FindVerb(int from, int first, int end, bool loosely = false)
    {
        for (var at = from; at < end && at - first <= MostBeforeVerb; at++)
        {
            if (loosely && at > from && ShapeTable.Verb(idea.Tokens[at].Text, isGerman: false) is not null)
            {
                return at;
            }

            if (VerbAt(at, first, end) is not null)
            {
                return at;
            }
        }

        return -1;
    }

    /// <summary>"orders" and "books" are verbs behind "that", at the beginning, and behind one who acts; "a report" is none.</summary>
    private Shape? VerbAt(int at, int first, int end)
    {
        if (at >= end || ShapeTable.Verb(idea.Tokens[at].Text, isGerman: false) is not { } shape)
        {
            return null;
        }

        var word = idea.Tokens[at].Text;
        if (at == first)
        {
            return at + 1 < end && !_inList ? shape : null;
        }

        var before = idea.Tokens[at - 1];
        if (Grammar.Determiners.Contains(before.Text) || before.IsHyphen || (at + 1 < end && idea.Tokens[at + 1].IsHyphen))
        {
            return null;
        }

        var isThird = word.EndsWith('s') && !word.EndsWith("ss", StringComparison.Ordinal);
        var hasSubject = isThird
            ? before.Text is "that" or "which" or "it" or "who" or "and" or "then" || Grammar.NoRoles.Contains(before.Text) || (at - first <= 2 && Grammar.Articles.Contains(idea.Tokens[first].Text) && at + 1 < end)
            : Grammar.Subjects.Contains(before.Text) || before.Text.EndsWith("ly", StringComparison.Ordinal) || (before.Text.EndsWith('s') && at + 1 < end);
        return hasSubject ? shape : null;
    }
}
