using System.Globalization;

namespace AiDevFramework.Plans.Ledger;

/// <summary>Words of what code writes into a plan: German for a German plan, English for every other.</summary>
internal static class Wording
{
    public static bool IsGerman(string? language) =>
        language is not null && (language.Equals("de", StringComparison.OrdinalIgnoreCase) || language.StartsWith("de-", StringComparison.OrdinalIgnoreCase));

    /// <returns><c>60,000 EUR</c>, <c>60.000 EUR</c></returns>
    public static string Money(decimal amount, string currency, string? language) => $"{Number(amount, language)} {currency}";

    public static string Number(decimal number, string? language)
    {
        var english = number.ToString("#,0.##", CultureInfo.InvariantCulture);
        return IsGerman(language) ? english.Replace('.', ';').Replace(',', '.').Replace(';', ',') : english;
    }

    public static string Weeks(int weeks, string? language) => (IsGerman(language), weeks) switch
    {
        (true, 1) => "1 Woche",
        (true, _) => $"{weeks} Wochen",
        (false, 1) => "1 week",
        (false, _) => $"{weeks} weeks",
    };

    public static string People(int people, string? language) => (IsGerman(language), people) switch
    {
        (true, 1) => "1 Person",
        (true, _) => $"{people} Personen",
        (false, 1) => "1 person",
        (false, _) => $"{people} people",
    };

    public static string NameOf(ConstraintKind kind, string? language) => IsGerman(language) ? GermanNameOf(kind) : kind.ToString();

    /// <returns><c>C6 Deadline</c>, and of a wish that it is one.</returns>
    public static string LabelOf(Constraint constraint, string? language)
    {
        var wish = IsGerman(language) ? " (Wunsch)" : " (wish)";
        return $"{constraint.Id} {NameOf(constraint.Kind, language)}{(constraint.Hard ? "" : wish)}";
    }

    private static string GermanNameOf(ConstraintKind kind) => kind switch
    {
        ConstraintKind.Hosting => "Betrieb",
        ConstraintKind.Technology => "Technik",
        ConstraintKind.Law => "Recht",
        ConstraintKind.Team => "Team",
        ConstraintKind.Deadline => "Termin",
        ConstraintKind.Budget => "Budget",
        ConstraintKind.Integration => "Anbindung",
        ConstraintKind.Scope => "Umfang",
        ConstraintKind.Other => "Weiteres",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "The kind has no German name."),
    };
}
