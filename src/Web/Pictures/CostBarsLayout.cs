using System.Globalization;

namespace AiDevFramework.Web.Pictures;

/// <summary>Bars of money, one below the other, the largest as long as there is room. Pure.</summary>
public sealed record CostBarsLayout(int Width, int Height, IReadOnlyList<CostRowLayout> Rows)
{
    public const int MostBars = 100;

    public const int FontSize = 13;

    private const int LabelWidth = 190;

    private const int BarsWidth = 380;

    private const int AmountWidth = 110;

    private const int RowHeight = 28;

    private const int BarHeight = 16;

    private const int Margin = 8;

    public int AmountRight => Width - Margin;

    /// <returns><see langword="null"/> where there is nothing to draw.</returns>
    public static CostBarsLayout? Of(IReadOnlyList<CostBar> bars)
    {
        var most = bars.Select(bar => bar.KnownUsd + bar.UnknownUsd).DefaultIfEmpty(0).Max();
        return bars.Count is 0 or > MostBars || most <= 0
            ? null
            : new CostBarsLayout(LabelWidth + BarsWidth + AmountWidth + (4 * Margin), (bars.Count * RowHeight) + (2 * Margin), [.. bars.Select((bar, row) => Row(bar, row, most))]);
    }

    private static CostRowLayout Row(CostBar bar, int row, decimal most)
    {
        var y = Margin + (row * RowHeight) + ((RowHeight - BarHeight) / 2);
        var known = Length(bar.KnownUsd, most);
        var start = LabelWidth + (2 * Margin);
        return new CostRowLayout(
            bar,
            TextFit.Line(bar.Label, LabelWidth, FontSize),
            TextFit.Line("$" + bar.KnownUsd.ToString("0.00####", CultureInfo.InvariantCulture), AmountWidth, FontSize),
            new Box(start, y, known, BarHeight),
            new Box(start + known, y, Length(bar.KnownUsd + bar.UnknownUsd, most) - known, BarHeight),
            y + BarHeight - 3);
    }

    private static int Length(decimal usd, decimal most) => (int)(Math.Max(0, usd) / most * BarsWidth);
}
