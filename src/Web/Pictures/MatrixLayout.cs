using System.Globalization;
using AiDevFramework.Plans.Views;

namespace AiDevFramework.Web.Pictures;

/// <summary>Requirements against stages: where each is worked on, where it is proved, and where nobody does. Pure.</summary>
public sealed record MatrixLayout(int Width, int Height, int Left, int Stages, IReadOnlyList<MatrixLine> Lines)
{
    public const int MostLines = 800;

    public const int MostStages = 40;

    public const int FontSize = 13;

    public const int CellWidth = 44;

    public const int Top = 30;

    private const int RowHeight = 22;

    private const int LabelWidth = 420;

    private const int Margin = 12;

    public int Holes => Lines.Count(line => line.HasHole);

    /// <param name="stages">How many stages the plan has.</param>
    /// <param name="verified">What is proved without a gate: by a task itself, or because something carries the demand.</param>
    /// <param name="textOf">What an item says; empty where nobody knows.</param>
    /// <returns><see langword="null"/> where there is nothing to draw, or more than anybody could see.</returns>
    public static MatrixLayout? Of(MatrixView matrix, int stages, IReadOnlySet<string> verified, Func<string, string> textOf)
    {
        if (matrix.Rows.Count is 0 or > MostLines || stages is 0 or > MostStages)
        {
            return null;
        }

        var width = LabelWidth + (3 * Margin) + (stages * CellWidth);
        var lines = matrix.Rows.Select((row, index) => Line(row, index, stages, width, verified, textOf)).ToList();
        return new MatrixLayout(width, Top + (lines.Count * RowHeight) + Margin, LabelWidth + (2 * Margin), stages, lines);
    }

    /// <summary>Whether anybody works on it, or has to prove it. Of a demand either is enough: people, time and money are kept, not made.</summary>
    public static (bool LacksWork, bool LacksProof) HolesOf(MatrixRow row, IReadOnlySet<string> verified)
    {
        if (row.Cut is not null)
        {
            return (false, false);
        }

        var lacksProof = row.Gates.Count == 0 && !verified.Contains(row.Criterion ?? row.Requirement);
        var lacksWork = row.Tasks.Count == 0;
        return IsDemand(row) ? (lacksWork && lacksProof, lacksWork && lacksProof) : (lacksWork, lacksProof);
    }

    private static bool IsDemand(MatrixRow row) => row.Requirement is ['C', >= '0' and <= '9', ..];

    private static MatrixLine Line(MatrixRow row, int index, int stages, int width, IReadOnlySet<string> verified, Func<string, string> textOf)
    {
        var y = Top + (index * RowHeight);
        var (works, proofs) = (row.Tasks.Select(StageOf).ToHashSet(), row.Gates.Select(StageOf).ToHashSet());
        var cells = Enumerable.Range(1, stages)
            .Select(stage => new MatrixCell(
                stage, works.Contains(stage), proofs.Contains(stage), new Box(LabelWidth + (2 * Margin) + ((stage - 1) * CellWidth), y, CellWidth, RowHeight)))
            .Where(cell => cell.HasWork || cell.HasProof)
            .ToList();
        var (lacksWork, lacksProof) = HolesOf(row, verified);
        var label = $"{row.Criterion ?? row.Requirement} {textOf(row.Criterion ?? row.Requirement)}";
        return new MatrixLine(row, TextFit.Line(label, LabelWidth, FontSize), new Box(0, y, width, RowHeight), cells, lacksWork, lacksProof);
    }

    /// <summary>The number behind the letter: of <c>T2.1</c> and of <c>G2.3</c> 2.</summary>
    private static int StageOf(string id)
    {
        var digits = id.AsSpan(1);
        var point = digits.IndexOf('.');
        _ = int.TryParse(point < 0 ? digits : digits[..point], NumberStyles.None, CultureInfo.InvariantCulture, out var stage);
        return stage; // 0 where there is none
    }
}
