using AiDevFramework.Plans.Catalogue;
using AiDevFramework.Plans.Language;
using AiDevFramework.Plans.Reading;

namespace AiDevFramework.Plans.Mending;

/// <summary>How a part is asked to be written, as the prompts ask for it.</summary>
internal static class PartForm
{
    private const string OfFeature =
        "### Feature {n}: Name\n**Description**: …\n**Acceptance Criteria**:\n- AC{n}.1: Given … when … then …\n- AC{n}.2: …";

    private const string OfStage =
        "## Stage {n}: Name\n**Duration**: 2 weeks\n**Features**: F1, F2\n**Deliverables**:\n- Name (F1): text\n**Stage Gate Criteria**:\n- [ ] text with its numbers (AC1.1)";

    /// <summary>The form of a part, beginning with its heading.</summary>
    public static string Of(DocumentRow row, string slug)
    {
        if (PartSlug.NumberOf(slug, PartSlug.Feature) is { } feature)
        {
            return OfFeature.Replace("{n}", $"{feature}", StringComparison.Ordinal);
        }

        if (PartSlug.NumberOf(slug, PartSlug.Stage) is { } stage)
        {
            return OfStage.Replace("{n}", $"{stage}", StringComparison.Ordinal);
        }

        return row.Shape.Sections.FirstOrDefault(section => PartSlug.OfSection(section.Heading) == slug) is { } known
            ? $"{known.Heading}\n{BodyOf(known.Term)}"
            : slug;
    }

    private static string BodyOf(Term section) => section switch
    {
        Term.DomainEvents => "- EventName: when it happens",
        Term.Commands => "- CommandName: who asks for it, and which event follows",
        Term.Aggregates => "- AggregateName: what it stands for, and its events",
        Term.ProcessFlows => "- Flow name: Command → Event → Command → Event",
        Term.ProjectOverview => "**Product Name**: …\n**Vision**: …\n**Complexity**: LOW, MEDIUM or HIGH\n**Target Users**:\n- …\n**Core Value**: …\n**Assumptions**:\n- A1: …",
        Term.CoreFeatures => OfFeature.Replace("{n}", "1", StringComparison.Ordinal),
        Term.UserStories => "- US1: As a …, I want …, so that … (F1)",
        Term.NonFunctionalRequirements => "- NFR1 Performance: … with a number and a unit",
        Term.SuccessMetrics => "- M1: what is measured, its target, by when",
        Term.TechnicalConstraints or Term.OutOfScope => "- …",
        Term.ThirdPartyServices => "- Purpose: service, why",
        Term.Frontend or Term.Backend or Term.Database or Term.Infrastructure => "**Choice**: one line\n**Justification**:\n- Name: reason (F1)\n- Rejected: what, why",
        _ => "- …",
    };
}
