using AiDevFramework.Plans.Intake;

namespace AiDevFramework.Offline;

/// <summary>Reads a clause by the rules of German: nouns have capitals, a verb may stand at the end or in two parts.</summary>
internal sealed class GermanReader(IdeaText idea, PieceList pieces) : IClauseReader
{
    private bool _inList;

    public void BeginSentence() => _inList = false;

    public int ReadProduct(int first, int end, out int behind)
    {
        var start = first;
        while (start < end && Grammar.Intro.Contains(idea.Tokens[start].Text))
        {
            start++;
        }

        behind = start;
        var begins = start > first || Grammar.Articles.Contains(idea.Tokens[Math.Min(start, end - 1)].Text);
        if (start < end && VerbIn(start, end) >= 0 && !begins)
        {
            return start; // a clause like any other
        }

        while (behind < end && !Grammar.GermanStops.Contains(idea.Tokens[behind].Text) && (behind == start || ShapeTable.Verb(idea.Tokens[behind].Text, isGerman: true) is null))
        {
            behind++;
        }

        if (behind < end && ShapeTable.Verb(idea.Tokens[behind].Text, isGerman: true) is not null)
        {
            behind = start; // "Die Mitarbeiter erfassen …"
        }

        return start;
    }

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

        var (word, verb) = (idea.Tokens[first].Text, VerbIn(first, end));
        if (idea.Has(first, Math.Min(end, first + 3), Meaning.No) || (verb > first && idea.Has(verb - 1, verb, Meaning.No)))
        {
            pieces.AddExclusion(first, end);
        }
        else if (Grammar.Lists.Contains(word) && verb < 0)
        {
            _inList = true;
            Divide(first + 1, end);
        }
        else if (word is "für" && verb < 0)
        {
            ReadWhom(first, end);
        }
        else if (word is "für")
        {
            var stop = NextStop(first + 1, end);
            pieces.AddRole(first + 1, stop);
            Read(stop, end);
        }
        else
        {
            if (word is "in" or "mit" or "bei" or "auf" or "an" && first + 2 < verb && idea.Tokens[verb - 1].Text is not "zu" && idea.Tokens[first + 1].Text is "dem" or "der" or "den" or "denen" or "die" or "das")
            {
                first += 2; // "in dem Kunden Termine buchen"
            }

            while (first < end && Grammar.GermanRelatives.Contains(idea.Tokens[first].Text) && verb >= 0 && first + 1 < verb && !IsArticleOfNoun(first, verb, end))
            {
                first++;
            }

            Divide(first, end);
        }
    }

    private void ReadWhom(int first, int end)
    {
        var stop = NextStop(first + 1, end);
        pieces.AddRole(first + 1, stop);
        if (stop < end)
        {
            Read(stop, end);
        }
    }

    private int NextStop(int at, int end)
    {
        while (at < end && !Grammar.GermanStops.Contains(idea.Tokens[at].Text))
        {
            at++;
        }

        return at;
    }

    /// <summary>"das Lager bucht Zeitfenster" has an article, ", die Termine verwaltet" a relative pronoun: its verb comes last.</summary>
    private bool IsArticleOfNoun(int at, int verb, int end) => Grammar.Articles.Contains(idea.Tokens[at].Text) && IsNoun(at + 1) && verb < end - 1 && !Grammar.GermanModals.Contains(idea.Tokens[verb + 1].Text);

    /// <summary>At each "und" with a verb on both sides, and in a list at each.</summary>
    private void Divide(int first, int end)
    {
        var start = first;
        for (var at = first + 1; at + 1 < end; at++)
        {
            if (idea.Tokens[at].Text is "und" or "oder" && (_inList || (VerbIn(start, at) >= 0 && VerbIn(at + 1, end) >= 0)))
            {
                Add(start, at);
                start = at + 1;
            }
        }

        Add(start, end);
    }

    private void Add(int first, int end)
    {
        if (first >= end)
        {
            return;
        }

        var verb = VerbIn(first, end);
        if (verb < 0)
        {
            var noun = NounIn(first, end);
            if (noun is not null || _inList)
            {
                pieces.Add(first, end, noun ?? Shape.Other, (first, end));
            }
            else
            {
                pieces.AddUnread(first, end);
            }

            return;
        }

        var shape = ShapeTable.Verb(idea.Tokens[verb].Text, isGerman: true) ?? Shape.Other;
        shape = shape is Shape.Other ? NounIn(first, end) ?? shape : shape;
        pieces.Verbs.Add(shape);
        var isActive = verb > first && verb - first <= 4 && !Has(first, end, Grammar.Passive) && IsSubject(first, verb);
        var about = isActive ? NextNoun(verb + 1, end) : NextNoun(first, end);
        pieces.Add(first, end, shape, about < end ? (about, about + 1) : null, isActive ? (first, verb) : null);
    }

    private bool IsSubject(int first, int verb)
    {
        var at = first;
        while (at < verb && (Grammar.Articles.Contains(idea.Tokens[at].Text) || idea.Tokens[at].Text is "alle" or "jeder" or "jede"))
        {
            at++;
        }

        return at < verb && IsNoun(verb - 1) && verb - at <= 3;
    }

    private bool IsNoun(int at) => idea.Tokens[at].Type is TokenType.Word && char.IsUpper(idea.Text[idea.Tokens[at].Start]) && !Grammar.Articles.Contains(idea.Tokens[at].Text);

    private int NextNoun(int at, int end)
    {
        while (at < end && !IsNoun(at))
        {
            at++;
        }

        return at;
    }

    private bool Has(int first, int end, HashSet<string> words)
    {
        for (var at = first; at < end; at++)
        {
            if (words.Contains(idea.Tokens[at].Text))
            {
                return true;
            }
        }

        return false;
    }

    private Shape? NounIn(int first, int end)
    {
        for (var at = first; at < end; at++)
        {
            if (IsNoun(at) && ShapeTable.Noun(idea.Tokens[at].Text, isGerman: true) is { } shape)
            {
                return shape;
            }
        }

        return null;
    }

    /// <summary>The first small word that is a verb. "Das Gießen" is none, nor is a capital in the middle.</summary>
    private int VerbIn(int first, int end)
    {
        for (var at = first; at < end; at++)
        {
            if (idea.Tokens[at].Type is TokenType.Word && (at == first || !char.IsUpper(idea.Text[idea.Tokens[at].Start]))
                && ShapeTable.Verb(idea.Tokens[at].Text, isGerman: true) is not null)
            {
                return at;
            }
        }

        return -1;
    }
}
