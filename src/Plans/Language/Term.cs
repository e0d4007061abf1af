namespace AiDevFramework.Plans.Language;

/// <summary>What a word of a document's frame means, in whatever language it is written. <c>Terms.txt</c> has the words.</summary>
internal enum Term
{
    EventStormingTitle,
    PrdTitle,
    StackTitle,
    ExecutionPlanTitle,

    DomainEvents,
    Commands,
    Aggregates,
    ProcessFlows,

    ProjectOverview,
    CoreFeatures,
    UserStories,
    NonFunctionalRequirements,
    SuccessMetrics,
    TechnicalConstraints,
    OutOfScope,

    Frontend,
    Backend,
    Database,
    Infrastructure,
    ThirdPartyServices,
    DataModel,
    Interfaces,

    ProductName,
    Vision,
    Complexity,
    TargetUsers,
    CoreValue,
    Assumptions,
    OpenQuestions,

    Description,
    AcceptanceCriteria,
    Priority,
    Needs,
    Serves,

    Choice,
    Runs,
    Justification,

    Duration,
    StageFeatures,
    Deliverables,
    StageGateCriteria,

    FeatureWord,
    StageWord,
    SectionWord,

    Low,
    Medium,
    High,

    Hours,
    Days,
    CalendarDays,
    Weeks,
    Fortnights,
    Months,
    Quarters,
    Years,

    To,

    Half,
    N1,
    N1Half,
    N2,
    N2Half,
    N3,
    N4,
    N5,
    N6,
    N7,
    N8,
    N9,
    N10,
    N12,

    None,
    Placeholder,
    SameAs,
    Chat,
}
