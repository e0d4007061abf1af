using System.Collections.Frozen;
using System.Globalization;
using AiDevFramework.Plans.Language;

namespace AiDevFramework.Plans.Typed;

/// <summary>Finds the numbers of a text, with their units.</summary>
internal static class Measures
{
    private const int Most = 20;

    private const int LongestSituation = 80;

    private static readonly FrozenDictionary<string, string> s_units = Units();

    private static readonly FrozenSet<string> s_situations =
        new[] { "at", "with", "for", "bei", "mit", "für", "avec", "pour", "con", "por", "com", "per", "bij", "met", "przy" }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <returns>Each number as it is written, with its unit behind it where it has one: <c>15 Minuten</c>, <c>95 %</c>.</returns>
    public static IReadOnlyList<string> Texts(string text)
    {
        List<string>? found = null;
        foreach (var measure in In(text))
        {
            found ??= [];
            found.Add(text[measure.Start..measure.End]);
        }

        return found ?? (IReadOnlyList<string>)[];
    }

    /// <returns>The first number with a unit, else the first one; <see langword="null"/> where there is none.</returns>
    public static string? Target(string text)
    {
        var found = In(text);
        var target = found.FindIndex(measure => measure.Unit is not null) is >= 0 and var index ? index : 0;
        return found.Count == 0 ? null : text[found[target].Start..found[target].End];
    }

    /// <summary>Numbers with a unit, and the situation that the text names behind them.</summary>
    public static IReadOnlyList<PlanLimit> Limits(string text)
    {
        List<PlanLimit>? found = null;
        foreach (var measure in In(text))
        {
            if (measure.Unit is { } unit)
            {
                found ??= [];
                found.Add(new PlanLimit(measure.Value, unit, Situation(text.AsSpan(measure.End))));
            }
        }

        return found ?? (IReadOnlyList<PlanLimit>)[];
    }

    /// <returns>When something is to be reached: a length of time, a quarter, a year; <see langword="null"/> where the text says none.</returns>
    public static string? Period(string text)
    {
        for (var start = 0; start < text.Length; start = NextPart(text, start))
        {
            var part = text.AsSpan(start..NextPart(text, start));
            if (DurationReader.Read(part) is { } duration)
            {
                return text.Substring(start + duration.Start, duration.Length);
            }
        }

        for (var at = 0; at + 4 <= text.Length; at++)
        {
            if (text[at] == '2' && text[at + 1] == '0' && char.IsAsciiDigit(text[at + 2]) && char.IsAsciiDigit(text[at + 3])
                && (at == 0 || !char.IsLetterOrDigit(text[at - 1])) && (at + 4 == text.Length || !char.IsLetterOrDigit(text[at + 4])))
            {
                return text.Substring(at, 4);
            }
        }

        return null;
    }

    private static int NextPart(string text, int start) =>
        text.AsSpan(start).IndexOfAny(",;.(") is >= 0 and var end ? start + end + 1 : text.Length;

    private static List<Measure> In(string text)
    {
        var found = new List<Measure>();
        for (var at = 0; at < text.Length && found.Count < Most; at++)
        {
            if (!char.IsAsciiDigit(text[at]))
            {
                continue;
            }

            var start = at;
            while (at < text.Length && (char.IsAsciiDigit(text[at]) || (text[at] is '.' or ',' && at + 1 < text.Length && char.IsAsciiDigit(text[at + 1]))))
            {
                at++;
            }

            // "AC6.2", "v2", "16x" are names.
            var isName = (start > 0 && (char.IsLetter(text[start - 1]) || text[start - 1] is '.' or '-')) || at - start > 15;
            if (!isName && ValueOf(text.AsSpan(start..at)) is { } value)
            {
                var (unit, end) = UnitAt(text, at);
                found.Add(new Measure(value, unit, start, unit is null ? at : end));
            }
        }

        return found;
    }

    /// <summary>A point or a comma with three digits behind it divides thousands; with any other number of them, the fraction.</summary>
    private static decimal? ValueOf(ReadOnlySpan<char> number)
    {
        Span<char> plain = stackalloc char[number.Length];
        var length = 0;
        for (var at = 0; at < number.Length; at++)
        {
            if (char.IsAsciiDigit(number[at]))
            {
                plain[length++] = number[at];
            }
            else
            {
                var rest = number[(at + 1)..];
                var group = rest.IndexOfAny(".,") is >= 0 and var end ? end : rest.Length;
                if (group != 3)
                {
                    plain[length++] = '.';
                }
            }
        }

        return decimal.TryParse(plain[..length], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) ? value : null;
    }

    private static (string? Unit, int End) UnitAt(string text, int at)
    {
        var start = at;
        while (start < text.Length && text[start] is ' ' or '\u00A0' or '\u202F' or '-')
        {
            start++;
        }

        if (start >= text.Length || start - at > 1)
        {
            return (null, at);
        }

        if (text[start] is '%' or '€' or '$' or '£')
        {
            return (s_units[text[start].ToString()], start + 1);
        }

        var end = start;
        while (end < text.Length && char.IsLetter(text[end]) && end - start < 20)
        {
            end++;
        }

        return s_units.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(text.AsSpan(start..end), out var unit) ? (unit, end) : (null, at);
    }

    private static string? Situation(ReadOnlySpan<char> behind)
    {
        var text = behind[..Math.Min(behind.Length, LongestSituation)].TrimStart();
        var word = text.IndexOf(' ') is > 0 and var blank ? text[..blank] : text;
        if (!s_situations.GetAlternateLookup<ReadOnlySpan<char>>().Contains(word))
        {
            return null;
        }

        var end = text.IndexOfAny(",;.(:") is >= 0 and var stop ? stop : text.Length;
        return text[..end].Trim().ToString();
    }

    private static FrozenDictionary<string, string> Units()
    {
        var units = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        Add("%", "%", "percent", "Prozent", "pourcent", "porcento", "procent");
        Add("ms", "ms", "msec", "millisecond", "milliseconds", "Millisekunde", "Millisekunden", "millisecondes", "milisegundos", "millisecondi");
        Add("s", "s", "sec", "secs", "second", "seconds", "Sekunde", "Sekunden", "seconde", "secondes", "segundo", "segundos", "secondo", "secondi", "seconden", "sekund", "sekundy", "秒");
        Add("min", "min", "mins", "minute", "minutes", "Minuten", "minuto", "minutos", "minuti", "minuut", "minuten", "minut", "minuty", "分", "分钟");
        Add("h", "h", "hour", "hours", "Stunde", "Stunden", "heure", "heures", "hora", "horas", "ora", "ore", "uur", "uren", "godzin", "godziny", "時間", "小时");
        Add("d", "day", "days", "Tag", "Tage", "Tagen", "jour", "jours", "día", "días", "dia", "dias", "giorno", "giorni", "dag", "dagen", "dni", "日", "天");
        Add("weeks", "week", "weeks", "Woche", "Wochen", "semaine", "semaines", "semana", "semanas", "settimana", "settimane", "weken", "tygodnie", "週間", "周");
        Add("months", "month", "months", "Monat", "Monate", "Monaten", "mois", "mes", "meses", "mês", "mese", "mesi", "maand", "maanden", "miesiąc", "miesiące");
        Add("years", "year", "years", "Jahr", "Jahre", "Jahren", "an", "ans", "año", "años", "ano", "anos", "anno", "anni", "jaar", "rok", "lata", "年");
        Add("KB", "KB", "kilobyte", "kilobytes");
        Add("MB", "MB", "megabyte", "megabytes");
        Add("GB", "GB", "gigabyte", "gigabytes");
        Add("TB", "TB", "terabyte", "terabytes");
        Add("EUR", "EUR", "€", "euro", "euros");
        Add("USD", "USD", "$", "dollar", "dollars");
        Add("GBP", "GBP", "£");
        Add("CHF", "CHF");
        Add("users", "user", "users", "Benutzer", "Benutzern", "Nutzer", "Nutzern", "utilisateurs", "usuarios", "usuários", "utenti", "gebruikers");
        Add("requests", "request", "requests", "Anfrage", "Anfragen", "requêtes", "peticiones");
        Add("people", "person", "people", "Person", "Personen", "persons");
        Add("items", "item", "items", "record", "records", "row", "rows", "photo", "photos", "Foto", "Fotos", "file", "files", "Datei", "Dateien", "tool", "tools", "order", "orders",
            "Bestellungen", "delivery", "deliveries", "Lieferung", "Lieferungen", "message", "messages", "Nachrichten", "entries", "Einträge", "Stück", "attempts", "Versuche", "Versuchen", "times", "mal");
        return units.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

        void Add(string unit, params string[] words)
        {
            foreach (var word in words)
            {
                units[word] = unit;
            }
        }
    }

    /// <param name="End">Behind the unit.</param>
    private readonly record struct Measure(decimal Value, string? Unit, int Start, int End);
}
