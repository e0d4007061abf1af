using AiDevFramework.Plans.Review;
using AiDevFramework.Plans.Typed;
using AiDevFramework.Plans.Views;
using AiDevFramework.Web.Pictures;
using CsCheck;

namespace AiDevFramework.Web.Tests.Pictures;

public sealed class LayoutTests
{
    private static readonly Gen<PlanStage[]> s_stages =
        from days in Gen.OneOf(Gen.Const((decimal?)null), Gen.Decimal[-5, 100_000].Select(value => (decimal?)value)).Array[1, 5]
        from tasks in (
            from id in Gen.Int[1, 12]
            from after in Gen.Int[1, 14].Array[0, 3]
            from length in Gen.OneOf(Gen.Const((decimal?)null), Gen.Decimal[0, 30].Select(value => (decimal?)value))
            from lead in Gen.OneOf(Gen.Const((decimal?)null), Gen.Decimal[0, 60].Select(value => (decimal?)value))
            from name in Gen.String[0, 60]
            select new PlanTask($"T1.{id}", name, name, [], [.. after.Select(before => $"T1.{before}")], length, lead, [])).Array[0, 14].Array[5]
        select days.Select((value, index) => new PlanStage(index + 1, "Stage", value, [], tasks[index], [])).ToArray();

    public static TheoryData<string> Plans => ["portal", "marketplace", "renamer", "broken", "one", "forty"];

    internal static PlanReview PlanOf(string name) => name switch
    {
        "broken" => SamplePlans.Broken,
        "empty" => SamplePlans.Empty,
        "one" => SamplePlans.Generated(1),
        "forty" => SamplePlans.Generated(40),
        _ => SamplePlans.Recorded(name),
    };

    [Theory]
    [MemberData(nameof(Plans))]
    public void TaskGraph_OfAPlan_HasEachTaskOnceInItsPlace(string name)
    {
        var tasks = TasksView.Of(PlanOf(name), [], readyOnly: false);

        var layout = TaskGraphLayout.Of(tasks)!;

        Assert.Equal(tasks.Tasks.Select(task => task.Id).Order(StringComparer.Ordinal), layout.Nodes.Select(node => node.Id).Order(StringComparer.Ordinal));
        HasRoom(layout);
    }

    [Fact]
    public void TaskGraph_OfAnyTasks_HasRoomForAll()
    {
        s_stages.Sample(stages =>
        {
            if (TaskGraphLayout.Of(TasksOf(stages)) is { } layout)
            {
                HasRoom(layout);
            }
        }, iter: 500);
    }

    [Fact]
    public void Gantt_OfAnyStages_BeginsNothingBeforeWhatItWaitsFor()
    {
        s_stages.Sample(stages =>
        {
            var tasks = TasksOf(stages);
            if (GanttLayout.Of(stages, tasks.CriticalPath) is not { } layout)
            {
                return;
            }

            var chart = new Box(layout.Left, 0, layout.Width - layout.Left, layout.Height);
            Assert.Equal(stages.Sum(stage => 1 + stage.Tasks.Count), layout.Bars.Count);
            Assert.All(layout.Bars, bar =>
            {
                Assert.True(chart.Contains(bar.Place), $"{bar} leaves {chart}.");
                Assert.True(bar.LeadPlace.Width >= 0 && bar.Start <= bar.End && bar.End <= layout.Days, $"{bar}");
            });
            var known = layout.Bars.Where(bar => bar.Tone != "stage").GroupBy(bar => bar.Id).Where(group => group.Count() == 1).ToDictionary(group => group.Key, group => group.Single());
            foreach (var task in tasks.Tasks.Where(task => task.Wave is not null && known.ContainsKey(task.Id)))
            {
                Assert.All(task.After.Where(before => known.ContainsKey(before) && tasks.Tasks.Any(other => other.Id == before && other.Wave < task.Wave)), before =>
                    Assert.True(known[before].End <= known[task.Id].Start || known[task.Id].Start >= layout.Days, $"{task.Id} begins before {before} is done."));
            }
        }, iter: 500);
    }

    [Fact]
    public void Gantt_OfThePortal_EndsWithItsWeeks()
    {
        var review = SamplePlans.Portal;

        var layout = GanttLayout.Of(review.Plan.Stages, TasksView.Of(review, [], readyOnly: false).CriticalPath)!;

        Assert.True(layout.Days >= 60, $"Twelve weeks are planned, {layout.Days} days are drawn.");
        Assert.Contains(layout.Bars, bar => bar is { Id: "T1.2", Lead: 30 });
    }

    /// <summary>A budget is carried by a gate that looks at it, without a task of its own.</summary>
    private static bool IsHole(bool isDemand, bool lacksWork, bool lacksProof) => isDemand ? lacksWork && lacksProof : lacksWork || lacksProof;

    [Theory]
    [MemberData(nameof(Plans))]
    public void Matrix_OfAPlan_ShowsEachRowAndItsHoles(string name)
    {
        var review = PlanOf(name);
        var matrix = MatrixView.Of(review);

        var verified = review.Plan.Stages.SelectMany(stage => stage.Tasks).SelectMany(task => task.Verify).ToHashSet();
        var layout = MatrixLayout.Of(matrix, review.Plan.Stages.Count, verified, id => $"What {id} says, in many words that do not fit into any label of a row")!;

        Assert.Equal(matrix.Rows, layout.Lines.Select(line => line.Row));
        Assert.Equal(matrix.Rows.Count(row => row.Cut is null && IsHole(row.Requirement[0] == 'C', row.Tasks.Count == 0, row.Gates.Count == 0 && !verified.Contains(row.Criterion ?? row.Requirement))), layout.Holes);
        Assert.All(layout.Lines, line =>
        {
            Assert.True(new Box(0, 0, layout.Width, layout.Height).Contains(line.Place));
            Assert.All(line.Cells, cell => Assert.True(12 + TextFit.WidthOf(line.Label, MatrixLayout.FontSize) <= cell.Place.X));
            Assert.All(line.Cells, cell => Assert.True(line.Place.Contains(cell.Place)));
        });
    }

    [Theory]
    [InlineData("portal")]
    [InlineData("marketplace")]
    public void Flow_OfAPlan_HasItsStepsInOrderWithoutOneOverAnother(string name)
    {
        var plan = PlanOf(name).Plan;

        var layout = FlowLayout.Of(plan)!;

        Assert.Equal(plan.Flows.SelectMany(flow => flow.Steps), layout.Lanes.SelectMany(lane => lane.Boxes).Select(box => box.Text));
        var boxes = layout.Lanes.SelectMany(lane => lane.Boxes).Select(box => box.Place).ToList();
        Assert.All(boxes, box => Assert.True(new Box(0, 0, layout.Width, layout.Height).Contains(box)));
        Assert.All(boxes.Index(), box => Assert.DoesNotContain(boxes.Skip(box.Index + 1), other => other.Overlaps(box.Item)));
        Assert.Contains(layout.Lanes.SelectMany(lane => lane.Boxes), box => box.Kind == "event");
        Assert.Contains(layout.Lanes.SelectMany(lane => lane.Boxes), box => box.Kind == "command");
    }

    [Fact]
    public void Pictures_OfAnEmptyPlan_AreNone()
    {
        var review = SamplePlans.Empty;
        var tasks = TasksView.Of(review, [], readyOnly: false);

        Assert.Null(TaskGraphLayout.Of(tasks));
        Assert.Null(GanttLayout.Of(review.Plan.Stages, tasks.CriticalPath));
        Assert.Null(MatrixLayout.Of(MatrixView.Of(review), 0, new HashSet<string>(), id => id));
        Assert.Null(FlowLayout.Of(review.Plan));
        Assert.Null(CostBarsLayout.Of([]));
    }

    [Fact]
    public void CostBars_OfAnyAmounts_StayBesideTheirLabels()
    {
        Gen.Select(Gen.String[0, 80], Gen.Decimal[0, 1_000_000], Gen.Decimal[0, 1_000_000]).Array[1, 30].Sample(rows =>
        {
            if (CostBarsLayout.Of([.. rows.Select(row => new CostBar(row.Item1, row.Item2, row.Item3))]) is not { } layout)
            {
                return;
            }

            Assert.All(layout.Rows, row =>
            {
                Assert.Equal(row.Known.Right, row.Unknown.X);
                Assert.True(row.Known.Width >= 0 && row.Unknown.Width >= 0 && row.Unknown.Right <= layout.AmountRight - TextFit.WidthOf(row.Amount, CostBarsLayout.FontSize), $"{row}");
                Assert.True(8 + TextFit.WidthOf(row.Label, CostBarsLayout.FontSize) <= row.Known.X);
            });
        }, iter: 500);
    }

    [Fact]
    public void Lines_OfAnyText_FitTheirWidth()
    {
        Gen.Select(Gen.String[0, 200], Gen.Int[20, 300], Gen.Int[8, 20], Gen.Int[1, 4]).Sample((text, width, size, most) =>
        {
            var lines = TextFit.Lines(text, width, size, most);
            Assert.True(lines.Count <= most);
            Assert.All(lines, line => Assert.True(TextFit.WidthOf(line, size) <= width, $"\"{line}\" is wider than {width}."));
        }, iter: 2000);
    }

    [Fact]
    public void Lines_OfAShortText_AreItsWords()
    {
        Assert.Equal(["Anmeldung"], TextFit.Lines("Anmeldung", 150, 12, 2));
        Assert.Equal(["Wareneingang", "Gebucht"], TextFit.Lines("WareneingangGebucht", 120, 12, 3));
        Assert.Equal("Anträge an SAP-Basis und Rechenzentrum", string.Join(' ', TextFit.Lines("Anträge an SAP-Basis und Rechenzentrum", 150, 12, 4)));
    }

    private static TasksView TasksOf(PlanStage[] stages)
    {
        var all = stages.SelectMany(stage => stage.Tasks.Select(task => (task, stage.Number))).DistinctBy(pair => pair.task.Id).ToList();
        var order = new TaskOrder(all);
        return new TasksView(
            Guid.Empty,
            all.ConvertAll(pair => new TaskView(pair.task.Id, pair.task.Name, pair.task.Text, pair.Number, order.WaveOf(pair.task.Id), Ready: false, [], pair.task.After, pair.task.Days, pair.task.LeadDays, [])),
            order.Waves,
            order.Longest(),
            [],
            order.Blocked);
    }

    private static void HasRoom(TaskGraphLayout layout)
    {
        var places = layout.Nodes.Select(node => node.Place).ToList();
        Assert.All(places, place => Assert.True(new Box(0, 0, layout.Width, layout.Height).Contains(place)));
        Assert.All(places.Index(), place => Assert.DoesNotContain(places.Skip(place.Index + 1), other => other.Overlaps(place.Item)));
        Assert.All(layout.Nodes, node => Assert.All(node.Lines, line => Assert.True(TextFit.WidthOf(line, TaskGraphLayout.FontSize - 1) <= node.Place.Width - 20)));
    }
}
