using System.Globalization;
using AiDevFramework.Grains.Abstractions;
using AiDevFramework.Grains.Abstractions.Documents;
using AiDevFramework.Plans.Typed;
using AiDevFramework.Web.Markdown;

namespace AiDevFramework.Web.PlanPage;

/// <summary>Where each item of a plan can be read. Pure.</summary>
public static class PlanLinks
{
    /// <param name="project">Address of the project's page, with what a proxy takes off.</param>
    /// <param name="here">The document that the links stand in; <see langword="null"/>: the plan's page.</param>
    public static ItemLinks Of(TypedPlan plan, string project, DocumentType? here)
    {
        var (known, defined) = (new Dictionary<string, ItemLink>(StringComparer.Ordinal), new Dictionary<string, int>(StringComparer.Ordinal));
        foreach (var (id, text, document, line) in PlacesOf(plan))
        {
            var anchor = "#" + ItemLinks.AnchorOf(id);
            if (!IsName(id) || !known.TryAdd(id, new ItemLink(AddressOf(project, document, here) + anchor, text)))
            {
                continue;
            }

            if (document is not null && document == here && line > 0)
            {
                defined.Add(id, line);
            }
        }

        return new ItemLinks(known, defined, here is null ? "" : "#links-");
    }

    /// <summary>The address of a document's page.</summary>
    public static string DocumentOf(string project, DocumentType type) => $"{project}/documents/{WireName.Of(type)}";

    private static string AddressOf(string project, DocumentType? document, DocumentType? here) => document switch
    {
        null => here is null ? "" : $"{project}/plan",
        { } type => type == here ? "" : DocumentOf(project, type),
    };

    /// <summary>An id of a page has no blanks, and a name that is one word, as "Order", is a word in most places.</summary>
    private static bool IsName(string id) =>
        id.Length > 0 && id.All(letter => char.IsLetterOrDigit(letter) || letter is '.' or '_' or '-') && (ItemLinks.IsIdentifier(id) || id.Skip(1).Any(char.IsUpper));

    private static IEnumerable<(string Id, string Text, DocumentType? Document, int Line)> PlacesOf(TypedPlan plan)
    {
        foreach (var item in plan.Constraints)
        {
            yield return (item.Id, item.Quote, null, 0);
        }

        foreach (var item in plan.Decisions)
        {
            yield return (item.Id, item.Text, null, 0);
        }

        foreach (var item in plan.Questions)
        {
            yield return (item.Id, item.Text, null, 0);
        }

        foreach (var item in plan.Assumptions)
        {
            yield return (item.Id, item.Text, DocumentType.Prd, item.Line);
        }

        foreach (var item in plan.Events.Concat(plan.Commands).Concat(plan.Aggregates))
        {
            yield return (item.Name, item.Text, DocumentType.EventStorming, item.Line);
        }

        foreach (var item in RequirementsOf(plan).Concat(ScheduleOf(plan)))
        {
            yield return item;
        }

        foreach (var item in plan.Interfaces)
        {
            yield return (item.Id, item.Text, plan.StackDocument, item.Line);
        }
    }

    private static IEnumerable<(string Id, string Text, DocumentType? Document, int Line)> RequirementsOf(TypedPlan plan)
    {
        foreach (var feature in plan.Features)
        {
            yield return (feature.Id, feature.Name, DocumentType.Prd, feature.Line);
            foreach (var item in feature.Criteria)
            {
                yield return (item.Id, item.Text, DocumentType.Prd, item.Line);
            }
        }

        foreach (var item in plan.Stories)
        {
            yield return (item.Id, item.Text, DocumentType.Prd, item.Line);
        }

        foreach (var item in plan.Nfrs)
        {
            yield return (item.Id, item.Text, DocumentType.Prd, item.Line);
        }

        foreach (var item in plan.Metrics)
        {
            yield return (item.Id, item.Text, DocumentType.Prd, item.Line);
        }
    }

    private static IEnumerable<(string Id, string Text, DocumentType? Document, int Line)> ScheduleOf(TypedPlan plan)
    {
        foreach (var item in plan.Cuts)
        {
            yield return (item.Id, item.Text, DocumentType.ExecutionPlan, item.Line);
        }

        foreach (var stage in plan.Stages)
        {
            yield return (string.Create(CultureInfo.InvariantCulture, $"S{stage.Number}"), stage.Name, DocumentType.ExecutionPlan, stage.Line);
            foreach (var item in stage.Tasks)
            {
                yield return (item.Id, item.Name, DocumentType.ExecutionPlan, item.Line);
            }

            foreach (var (index, gate) in stage.Gates.Index())
            {
                yield return (string.Create(CultureInfo.InvariantCulture, $"G{stage.Number}.{index + 1}"), gate.Text, DocumentType.ExecutionPlan, gate.Line);
            }
        }
    }
}
