using AiDevFramework.Plans.Intake;
using AiDevFramework.Plans.Language;

namespace AiDevFramework.Offline;

/// <summary>Takes what the readers of clauses find, as words of the idea.</summary>
internal sealed class PieceList(IdeaText idea)
{
    private const int Most = 200;

    private const int MostOfRole = 40;

    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);

    public List<Piece> Pieces { get; } = [];

    /// <summary>The shapes of clauses with a verb.</summary>
    public HashSet<Shape> Verbs { get; } = [];

    public List<string> Exclusions { get; } = [];

    public List<string> Roles { get; } = [];

    public List<string> Unread { get; } = [];

    /// <param name="first">Index of the clause's first token.</param>
    /// <param name="end">Index of the token behind its last one.</param>
    /// <param name="about">The tokens that its verb is about, where it is known.</param>
    /// <param name="who">The tokens for who does it.</param>
    public void Add(int first, int end, Shape shape, (int First, int End)? about = null, (int First, int End)? who = null)
    {
        var text = TextOf(first, end);
        if (!text.Any(char.IsLetter) || text.Length < 2 || Pieces.Count >= Most || !_seen.Add(KeyOf(text)))
        {
            return;
        }

        var role = who is var (from, to) ? RoleOf(from, to) : null;
        if (role is not null)
        {
            AddRole(role);
        }

        var thing = about is var (start, behind) && start < behind ? Quote.Name(TextOf(start, behind)) : null;
        Pieces.Add(new Piece(text, Quote.Name(text), thing is { Length: > 1 } ? thing : null, role, shape, idea.Has(first, end, Meaning.Soft)));
    }

    public void AddRole(int first, int end)
    {
        if (RoleOf(first, end) is { } role)
        {
            AddRole(role);
        }
    }

    public void AddExclusion(int first, int end) => AddTo(Exclusions, first, end);

    public void AddUnread(int first, int end) => AddTo(Unread, first, end);

    /// <summary>Whatever it is, where nothing else asks for anything.</summary>
    public void AddWhole(string text)
    {
        var quote = Quote.Text(text);
        if (Pieces.Count == 0 && quote.Length > 0)
        {
            Pieces.Add(new Piece(quote, Quote.Name(quote), null, null, Shape.Other, IsWish: false));
        }
    }

    /// <summary>What was in no clause that asks for something asks for it after all: nothing else does.</summary>
    public void AdoptUnread()
    {
        if (Unread.Count > 0)
        {
            Pieces.Add(new Piece(Unread[0], Quote.Name(Unread[0]), null, null, Shape.Other, IsWish: false));
            Unread.RemoveAt(0);
        }
    }

    public string TextOf(int first, int end) =>
        first < end ? Quote.Text(idea.Text.AsSpan(idea.Tokens[first].Start, idea.Tokens[end - 1].End - idea.Tokens[first].Start)) : "";

    /// <summary>Case, accents and signs make no clause a new one.</summary>
    private static string KeyOf(string text) => TextKey.Of(text) is { Length: > 0 } key ? key : text;

    private void AddTo(List<string> texts, int first, int end)
    {
        var text = TextOf(first, end);
        if (text.Length > 1 && texts.Count < Most && _seen.Add(KeyOf(text)))
        {
            texts.Add(text);
        }
    }

    private void AddRole(string role)
    {
        if (!Roles.Contains(role, StringComparer.OrdinalIgnoreCase))
        {
            Roles.Add(role);
        }
    }

    private string? RoleOf(int first, int end)
    {
        while (first < end && (Grammar.Articles.Contains(idea.Tokens[first].Text) || idea.Tokens[first].Type is not TokenType.Word))
        {
            first++;
        }

        if (first >= end || end - first > 4 || Grammar.NoRoles.Contains(idea.Tokens[end - 1].Text) || Grammar.NoRoles.Contains(idea.Tokens[first].Text))
        {
            return null;
        }

        var role = Quote.Name(TextOf(first, end));
        return role.Length is > 1 and <= MostOfRole && role.Any(char.IsLetter) ? role : null;
    }
}
