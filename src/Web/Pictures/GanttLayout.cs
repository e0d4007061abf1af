using AiDevFramework.Plans.Typed;
using AiDevFramework.Plans.Views;

namespace AiDevFramework.Web.Pictures;

/// <summary>Stages and tasks over working days, each as early as it can be. How many people there are is not looked at. Pure.</summary>
public sealed record GanttLayout(int Width, int Height, int Left, decimal Days, IReadOnlyList<GanttBar> Bars, IReadOnlyList<GanttMark> Marks)
{
    public const int MostBars = 600;

    public const int FontSize = 13;

    public const int RowHeight = 26;

    private const int LabelWidth = 250;

    private const int Top = 34;

    private const int ChartWidth = 820;

    private const int BarHeight = 16;

    private const int Margin = 12;

    /// <summary>Nobody plans forty years of work.</summary>
    private const decimal MostDays = 10_000m;

    /// <returns><see langword="null"/> where there is nothing to draw, or more than anybody could see.</returns>
    public static GanttLayout? Of(IReadOnlyList<PlanStage> stages, CriticalPath longest)
    {
        var count = stages.Sum(stage => 1 + stage.Tasks.Count);
        if (count is 0 or > MostBars || stages.All(stage => stage.Tasks.Count == 0 && stage.Days is null))
        {
            return null;
        }

        var spans = GanttTimes.Of(stages, MostDays);
        var days = Math.Max(1, spans.Max(span => span.End));
        var critical = longest.Tasks.ToHashSet(StringComparer.Ordinal);
        var bars = spans.Select((span, row) => Bar(span, row, days, critical)).ToList();
        return new GanttLayout(LabelWidth + ChartWidth + (3 * Margin), Top + (bars.Count * RowHeight) + Margin, LabelWidth + (2 * Margin), days, bars, MarksOf(days));
    }

    private static GanttBar Bar(GanttSpan span, int row, decimal days, HashSet<string> critical)
    {
        var y = Top + (row * RowHeight) + ((RowHeight - BarHeight) / 2);
        var (start, lead, end) = (XOf(span.Start, days), XOf(span.Start + span.Lead, days), XOf(span.End, days));
        return new GanttBar(
            span.Id,
            span.Name,
            TextFit.Line(span.IsStage ? span.Name : $"{span.Id} {span.Name}", LabelWidth, FontSize),
            ToneOf(span, critical),
            span.Start,
            span.End,
            span.Lead,
            new Box(lead, y, Math.Max(2, end - lead), BarHeight),
            new Box(start, y, lead - start, BarHeight),
            y + BarHeight - 4);
    }

    private static string ToneOf(GanttSpan span, HashSet<string> critical)
    {
        if (span.IsStage)
        {
            return "stage";
        }

        if (span.IsGuessed)
        {
            return "guessed";
        }

        return critical.Contains(span.Id) ? "critical" : "plain";
    }

    /// <summary>A line for each week, or for so many that there are at most sixteen.</summary>
    private static List<GanttMark> MarksOf(decimal days)
    {
        var weeks = Math.Max(1, (int)Math.Ceiling(days / 5 / 16));
        var marks = new List<GanttMark>();
        for (var day = 0m; day <= days; day += weeks * 5)
        {
            marks.Add(new GanttMark((int)day / 5, XOf(day, days)));
        }

        return marks;
    }

    private static int XOf(decimal day, decimal days) => LabelWidth + (2 * Margin) + (int)(Math.Clamp(day, 0, days) / days * ChartWidth);
}
