using System.Globalization;

namespace AiDevFramework.Plans.Intake;

/// <summary>Numbers as people write them: <c>60.000</c>, <c>60,000.50</c>, <c>60 000</c>, <c>1,5</c>.</summary>
internal static class NumberToken
{
    private const int MostDigits = 15;

    /// <param name="start">Where a digit stands.</param>
    public static IdeaToken Read(string text, int start)
    {
        var (groups, separators) = (new List<string>(), new List<char>());
        var end = Group(text, start, groups);
        while (end + 1 < text.Length && char.IsDigit(text[end + 1]) && Separates(text, end, groups[^1].Length))
        {
            separators.Add(text[end]);
            end = Group(text, end + 1, groups);
        }

        return new IdeaToken(TokenType.Number, start, end, text[start..end], ValueOf(groups, separators));
    }

    /// <summary>A space separates thousands only: three digits behind it, and three at most before.</summary>
    private static bool Separates(string text, int at, int digitsBefore) => text[at] switch
    {
        '.' or ',' or '\'' or '’' => true,
        ' ' or '\u00A0' or '\u202F' => digitsBefore <= 3
            && at + 3 < text.Length && char.IsDigit(text[at + 2]) && char.IsDigit(text[at + 3])
            && (at + 4 == text.Length || !char.IsLetterOrDigit(text[at + 4])),
        _ => false,
    };

    private static int Group(string text, int start, List<string> groups)
    {
        var end = start;
        while (end < text.Length && char.IsDigit(text[end]))
        {
            end++;
        }

        groups.Add(string.Concat(text.AsSpan(start..end).ToArray().Select(CharUnicodeInfo.GetDecimalDigitValue)));
        return end;
    }

    /// <returns><see langword="null"/> for a version, a date, and a number that nobody means.</returns>
    private static decimal? ValueOf(List<string> groups, List<char> separators)
    {
        if (groups.Sum(group => group.Length) > MostDigits)
        {
            return null;
        }

        var thousands = groups.Skip(1).TakeWhile(group => group.Length == 3).Count();
        var sameSigns = separators.TakeWhile(sign => sign == separators[0]).Count();
        var grouped = groups[0].Length <= 3 && groups[0] != "0" ? Math.Min(thousands, sameSigns) : 0;
        return (separators.Count - grouped) switch
        {
            0 => Parse(string.Concat(groups)),
            1 when separators[^1] is '.' or ',' => Parse($"{string.Concat(groups.SkipLast(1))}.{groups[^1]}"),
            _ => null,
        };
    }

    private static decimal Parse(string number) => decimal.Parse(number, CultureInfo.InvariantCulture);
}
