namespace AiDevFramework.Plans.Reading;

/// <summary>Gives numbers to what is numbered: those that are written, where they are whole and nobody has them yet, else the next free one.</summary>
internal static class Numbering
{
    public static List<int> Of(IReadOnlyList<int?> written)
    {
        var taken = new HashSet<int>();
        var kept = written.Select(number => number is { } known && taken.Add(known) ? number : null).ToList();
        var next = 1;
        var numbers = new List<int>();
        foreach (var number in kept)
        {
            if (number is { } known)
            {
                numbers.Add(known);
                continue;
            }

            while (!taken.Add(next))
            {
                next++;
            }

            numbers.Add(next);
        }

        return numbers;
    }
}
