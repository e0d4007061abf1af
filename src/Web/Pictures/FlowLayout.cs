using System.Globalization;
using AiDevFramework.Plans.Typed;

namespace AiDevFramework.Web.Pictures;

/// <summary>How events follow from commands, a lane for each flow, which goes on below where it is long. Pure.</summary>
public sealed record FlowLayout(int Width, int Height, IReadOnlyList<FlowLane> Lanes)
{
    public const int MostBoxes = 600;

    public const int FontSize = 13;

    private const int InRow = 6;

    private const int BoxWidth = 158;

    private const int BoxHeight = 56;

    private const int Between = 28;

    private const int Below = 22;

    private const int TitleHeight = 28;

    private const int Margin = 12;

    private const int Inset = 8;

    /// <returns><see langword="null"/> where there is nothing to draw, or more than anybody could see.</returns>
    public static FlowLayout? Of(TypedPlan plan)
    {
        var flows = FlowsOf(plan);
        if (flows.Count == 0 || flows.Sum(flow => flow.Steps.Count) > MostBoxes)
        {
            return null;
        }

        var (lanes, y) = (new List<FlowLane>(), Margin);
        foreach (var flow in flows)
        {
            lanes.Add(Lane(flow, plan, y));
            y += TitleHeight + (((flow.Steps.Count + InRow - 1) / InRow) * (BoxHeight + Below));
        }

        var columns = Math.Min(InRow, flows.Max(flow => flow.Steps.Count));
        return new FlowLayout((2 * Margin) + (columns * (BoxWidth + Between)) - Between, y, lanes);
    }

    /// <summary>Where the document has no flows, its commands and what they lead to.</summary>
    public static IReadOnlyList<PlanFlow> FlowsOf(TypedPlan plan)
    {
        var told = plan.Flows.Where(flow => flow.Steps.Count > 0).ToList();
        return told.Count > 0 ? told : [.. plan.Commands.Where(command => command.Events.Count > 0).Select(command => new PlanFlow(command.Name, [command.Name, .. command.Events]))];
    }

    /// <returns><c>event</c> and <c>command</c> for those that the plan defines; everything else is a rule.</returns>
    public static string KindOf(string step, TypedPlan plan)
    {
        var name = step.Trim();
        if (plan.Events.Any(item => item.Name == name))
        {
            return "event";
        }

        return plan.Commands.Any(item => item.Name == name) ? "command" : "rule";
    }

    private static FlowLane Lane(PlanFlow flow, TypedPlan plan, int top)
    {
        var boxes = flow.Steps.Select((step, index) => BoxOf(step, KindOf(step, plan), PlaceOf(index, top + TitleHeight))).ToList();
        var arrows = boxes.Zip(boxes.Skip(1), (from, to) => ArrowOf(from.Place, to.Place)).ToList();
        return new FlowLane(flow.Name, TextFit.Line(flow.Name, Math.Min(InRow, flow.Steps.Count) * BoxWidth, FontSize + 1), top + TitleHeight - 10, boxes, arrows);
    }

    private static Box PlaceOf(int index, int top) =>
        new(Margin + (index % InRow * (BoxWidth + Between)), top + (index / InRow * (BoxHeight + Below)), BoxWidth, BoxHeight);

    private static FlowBox BoxOf(string step, string kind, Box place) =>
        new(step, kind, place, TextFit.Lines(step, place.Width - (2 * Inset), FontSize - 1, most: 3));

    private static string ArrowOf(Box from, Box to) => from.Y == to.Y
        ? string.Create(CultureInfo.InvariantCulture, $"M{from.Right + 2} {from.Middle}H{to.X - 4}")
        : string.Create(CultureInfo.InvariantCulture, $"M{from.X + (from.Width / 2)} {from.Bottom + 2}V{from.Bottom + (Below / 2)}H{to.X + (to.Width / 2)}V{to.Y - 4}");
}
