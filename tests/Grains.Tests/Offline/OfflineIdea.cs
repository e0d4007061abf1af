using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.Offline;
using AiDevFramework.Plans.Catalogue;
using AiDevFramework.Plans.Documents;
using AiDevFramework.Plans.Ledger;
using AiDevFramework.Plans.Review;

namespace AiDevFramework.Grains.Tests.Offline;

/// <summary>What the offline planner makes of an idea, as a run stores it.</summary>
internal sealed class OfflineIdea
{
    private readonly Dictionary<Step, string> _written = [];

    public OfflineIdea(string idea)
    {
        Outline = OutlineBuilder.Build(idea);
        Material = new StepMaterial(idea, Outline.Approach) { LedgerJson = LedgerJson.Write(Outline.Ledger) };
        foreach (var row in StepCatalogue.Rows)
        {
            _written[row.Step] = AnswerWriters.Of(row.Step)(OutlineBuilder.Build(Material), Material);
        }
    }

    public ProductOutline Outline { get; }

    public StepMaterial Material { get; }

    public string this[Step step] => _written[step];

    /// <summary>Without the blocks that code writes of a ledger.</summary>
    public StepJudgement Judge(Step step) => StepCatalogue.Of(step).Document!.Read(Material with { LedgerJson = null }, this[step]);

    public PlanReview Review() => PlanReview.Of(new PlanSource(
        Guid.Empty,
        Material.Idea,
        Material.LedgerJson,
        [
            .. StepCatalogue.Rows.Where(row => row.Document is not null && (row.Step is not Step.EventStorming || Outline.UseEventStorming))
                .Select(row => new PlanText(row.Document!.Type, row.Document.Read(Material, this[row.Step]).DocumentMd!, 1, Offline: true)),
        ],
        WasChecked: true));
}
