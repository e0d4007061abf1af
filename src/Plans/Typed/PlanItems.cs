using System.Globalization;
using AiDevFramework.Grains.Abstractions.Documents;

namespace AiDevFramework.Plans.Typed;

/// <summary>The items of a plan in one list, in the order of its documents.</summary>
internal static class PlanItems
{
    public static IEnumerable<PlanItem> Of(TypedPlan plan)
    {
        foreach (var feature in plan.Features)
        {
            yield return new PlanItem(feature.Id, feature.Name, feature.References, DocumentType.Prd, feature.Line);
            foreach (var criterion in feature.Criteria)
            {
                yield return new PlanItem(criterion.Id, criterion.Text, criterion.References, DocumentType.Prd, criterion.Line);
            }
        }

        foreach (var story in plan.Stories)
        {
            yield return new PlanItem(story.Id, story.Text, story.References, DocumentType.Prd, story.Line);
        }

        foreach (var quality in plan.Nfrs)
        {
            yield return new PlanItem(quality.Id, quality.Text, quality.References, DocumentType.Prd, quality.Line);
        }

        foreach (var metric in plan.Metrics)
        {
            yield return new PlanItem(metric.Id, metric.Text, metric.References, DocumentType.Prd, metric.Line);
        }

        foreach (var slot in plan.Stack)
        {
            yield return new PlanItem(slot.Slot, slot.Choice, slot.References, plan.StackDocument, slot.Line);
        }

        foreach (var service in plan.Services)
        {
            yield return new PlanItem(service.Name, service.Purpose, service.References, plan.StackDocument, service.Line);
        }

        foreach (var entity in plan.Entities)
        {
            yield return new PlanItem(entity.Name, entity.Fields, entity.References, plan.StackDocument, entity.Line);
        }

        foreach (var item in plan.Interfaces)
        {
            yield return new PlanItem(item.Id, item.Text, item.References, plan.StackDocument, item.Line);
        }

        foreach (var cut in plan.Cuts)
        {
            yield return new PlanItem(cut.Id, cut.Text, cut.References, DocumentType.ExecutionPlan, cut.Line);
        }

        foreach (var stage in plan.Stages)
        {
            yield return new PlanItem(string.Create(CultureInfo.InvariantCulture, $"S{stage.Number}"), stage.Name, stage.References, DocumentType.ExecutionPlan, stage.Line);
            foreach (var task in stage.Tasks)
            {
                yield return new PlanItem(task.Id, task.Text, task.References, DocumentType.ExecutionPlan, task.Line);
            }

            foreach (var (index, gate) in stage.Gates.Index())
            {
                yield return new PlanItem(string.Create(CultureInfo.InvariantCulture, $"G{stage.Number}.{index + 1}"), gate.Text, gate.References, DocumentType.ExecutionPlan, gate.Line);
            }
        }
    }
}
