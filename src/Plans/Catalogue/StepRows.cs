using AiDevFramework.Grains.Abstractions.Documents;
using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.Plans.Blocks;
using AiDevFramework.Plans.Documents;
using AiDevFramework.Plans.Outlines;
using AiDevFramework.Plans.Reading;

namespace AiDevFramework.Plans.Catalogue;

/// <summary>One row for each step and its document, in the order in which the steps run.</summary>
internal static class StepRows
{
    private const string Small = "openai/gpt-4o-mini";

    private const string Large = "openai/gpt-4o";

    public static IReadOnlyList<StepRow> All { get; } =
    [
        new(Step.SmartDetection, Phase.SmartDetection)
        {
            Subject = "features and complexity of the idea",
            StartMessage = "Analyzing project complexity and determining workflow approach...",
            PromptFile = "smart_detection.txt",
            Inputs = [StepInput.Idea, StepInput.Constraints, StepInput.Capacity],
            Model = ModelDefaults.Decision(Small) with { MaxTokens = 3000 }, // it lists what the idea demands as well
            UsualLength = 350,
        },
        new(Step.EventStorming, Phase.EventStorming)
        {
            Subject = "event storming",
            StartMessage = "Running Event Storming to discover business domain and events...",
            PromptFile = "event_storming.txt",
            Inputs = [StepInput.Idea, StepInput.Constraints, StepInput.Capacity],
            Model = ModelDefaults.Document(Large),
            UsualLength = 5_000,
            Document = new DocumentRow(
                DocumentType.EventStorming, "Event Storming Summary",
                "## Domain Events", "## Commands", "## Aggregates", "## Process Flows")
            {
                Outline = StormingReader.Read,
                ReadFacts = (outline, _) => OutlineFacts.Of((StormingOutline)outline),
                Describe = DocumentRow.From<EventStormingFacts>((metadata, storming) => metadata with
                {
                    KeyEvents = storming.KeyEvents,
                    Aggregates = storming.Aggregates,
                }),
            },
        },
        new(Step.Prd, Phase.Prd)
        {
            Subject = "the product requirements",
            StartMessage = "Generating Product Requirements Document (PRD)...",
            PromptFile = "init_prompt.txt",
            Inputs = [StepInput.Idea, StepInput.OptionalDocumentOf(Step.EventStorming, "event_storming"), StepInput.Constraints, StepInput.Capacity, StepInput.KnownItemsOf(Step.Prd)],
            Model = ModelDefaults.Document(Large),
            UsualLength = 7_500,
            Document = new DocumentRow(
                DocumentType.Prd, "Product Requirements Document",
                "## 1. Project Overview", "## 2. Core Features", "## 3. User Stories", "## 4. Non-Functional Requirements",
                "## 5. Success Metrics", "## 6. Technical Constraints", "## 7. Out of Scope")
            {
                Outline = RequirementsReader.Read,
                ReadFacts = (outline, _) => OutlineFacts.Of((RequirementsOutline)outline),
                WriteOwnBlocks = (markdown, _, ledger) => ConstraintBlock.Write(markdown, ledger),
                Describe = DocumentRow.From<PrdFacts>((metadata, prd) => metadata with { FeatureCount = prd.FeatureCount, Complexity = prd.Complexity }),
            },
        },
        new(Step.TechStack, Phase.TechStack)
        {
            Subject = "the tech stack",
            StartMessage = "Determining optimal tech stack and architecture...",
            PromptFile = "tech_stack_prompt.txt",
            Inputs = [StepInput.DocumentOf(Step.Prd, "prd_md"), StepInput.Constraints, StepInput.Capacity, StepInput.KnownItemsOf(Step.TechStack)],
            Model = ModelDefaults.Document(Large),
            UsualLength = 5_000,
            Document = new DocumentRow(
                DocumentType.TechStack, "Tech Stack Document",
                "## Frontend", "## Backend", "## Database", "## Infrastructure", "## Third-Party Services")
            {
                Outline = StackReader.Read,
                ReadFacts = (outline, _) => OutlineFacts.Of((StackOutline)outline),
                Describe = DocumentRow.From<TechStackFacts>((metadata, stack) => metadata with
                {
                    Frontend = stack.Frontend,
                    Backend = stack.Backend,
                    Database = stack.Database,
                }),
            },
        },
        new(Step.ApproachDetection, Phase.ExecutionPlan)
        {
            Subject = "how the plan proceeds",
            StartMessage = "Creating detailed execution plan with stage gates...",
            PromptFile = "approach_detection.txt",
            Inputs = [StepInput.DocumentOf(Step.Prd, "prd_md"), StepInput.Constraints, StepInput.Capacity],
            Model = ModelDefaults.Decision(Large),
            UsualLength = 350,
            IsAnswered = metadata => metadata.Approach is not null,
        },
        new(Step.ExecutionPlan, Phase.ExecutionPlan)
        {
            Subject = "the execution plan",
            PromptFile = "stages_prompt.txt",
            Inputs =
            [
                StepInput.DocumentOf(Step.Prd, "prd_md"), StepInput.DocumentOf(Step.TechStack, "tech_stack_md"), StepInput.Approach,
                StepInput.Constraints, StepInput.Capacity, StepInput.KnownItemsOf(Step.ExecutionPlan),
            ],
            Model = ModelDefaults.Document(Large),
            UsualLength = 9_000,
            Document = new DocumentRow(DocumentType.ExecutionPlan, "Execution Plan")
            {
                Outline = ScheduleReader.Read,
                ReadFacts = (outline, material) => OutlineFacts.Of((ScheduleOutline)outline, ApproachOf(material)),
                TitleRemark = material => $"({ApproachOf(material)} Approach)",
                WriteOwnBlocks = (markdown, outline, ledger) => FitLine.Write(markdown, ledger, (ScheduleOutline)outline),
                Describe = DocumentRow.From<ExecutionPlanFacts>((metadata, plan) => metadata with
                {
                    Approach = plan.Approach,
                    StageCount = plan.StageCount,
                    EstimatedDurationWeeks = plan.EstimatedDurationWeeks,
                }),
            },
        },
    ];

    private static Approach ApproachOf(StepMaterial material) =>
        material.Approach ?? throw new InvalidOperationException("The plan is read before its approach is chosen.");
}
