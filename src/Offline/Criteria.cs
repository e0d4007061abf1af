using AiDevFramework.Plans.Ledger;

namespace AiDevFramework.Offline;

/// <summary>What a tester can check of a clause: what its shape says, about the clause's own words.</summary>
internal static class Criteria
{
    private const int MostOperations = 3;

    public static IEnumerable<string> Of(Piece piece, Constraint? constraint, ShapeText shape, bool isGerman)
    {
        if (constraint is not null && OperationsOf(constraint) is { Count: > 0 } operations)
        {
            foreach (var operation in operations)
            {
                yield return isGerman
                    ? $"Angenommen, das Testsystem zu „{piece.Object ?? piece.Name}“ ist erreichbar, wenn „{operation}“ ausgelöst wird, dann zeigen beide Seiten denselben Inhalt"
                    : $"Given the test system of “{piece.Object ?? piece.Name}” can be reached, when “{operation}” is done, then both sides show the same content";
            }
        }
        else
        {
            yield return Fill(shape.Criterion, piece, isGerman);
        }

        // Of an outside system both ways are open: reading fails, and so does handing over.
        foreach (var unwanted in constraint is null ? shape.Unwanted : [ShapeTable.Text(Shape.Read, isGerman).Unwanted[0], ShapeTable.Text(Shape.Write, isGerman).Unwanted[0]])
        {
            yield return Fill(unwanted, piece, isGerman);
        }
    }

    /// <summary>What a quotation lists in its brackets: "(read orders, post receipts)".</summary>
    public static List<string> OperationsOf(Constraint constraint)
    {
        var open = constraint.Quote.IndexOf('(', StringComparison.Ordinal);
        var close = constraint.Quote.IndexOf(')', Math.Max(open, 0));
        return open < 0 || close < open
            ? []
            : [.. constraint.Quote[(open + 1)..close].Split(',', ';').Select(part => Quote.Name(Quote.Text(part))).Where(part => part.Length > 2).Distinct().Take(MostOperations)];
    }

    private static string Fill(string template, Piece piece, bool isGerman)
    {
        var (open, close) = isGerman ? ('„', '“') : ('“', '”');
        return template
            .Replace("{c}", $"{open}{piece.Name}{close}", StringComparison.Ordinal)
            .Replace("{o}", $"{open}{piece.Object ?? piece.Name}{close}", StringComparison.Ordinal)
            .Replace("{r}", Somebody(), StringComparison.Ordinal);

        string Somebody() => (piece.Role, isGerman) switch
        {
            (null, true) => "jemand",
            (null, false) => "somebody",
            ({ } role, true) => $"jemand von {open}{role}{close}",
            ({ } role, false) => $"one of {open}{role}{close}",
        };
    }
}
