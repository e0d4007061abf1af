using AiDevFramework.Plans.Ledger;

namespace AiDevFramework.Offline;

/// <summary>How an idea spells what its constraints name.</summary>
internal static class Spelling
{
    /// <returns>The first that the constraint requires, as its quotation spells it; <see langword="null"/> where it stands in none.</returns>
    public static string? Of(Constraint constraint) => constraint.Requires is [var name, ..] ? Find(constraint, name) : null;

    public static string Of(Constraint constraint, string name) => Find(constraint, name) ?? name;

    private static string? Find(Constraint constraint, string name)
    {
        var at = constraint.Quote.IndexOf(name.Replace('-', ' '), StringComparison.OrdinalIgnoreCase);
        at = at < 0 ? constraint.Quote.IndexOf(name, StringComparison.OrdinalIgnoreCase) : at;
        return at >= 0 ? constraint.Quote.Substring(at, name.Length) : null;
    }
}
