namespace AiDevFramework.Plans.Identity;

/// <summary>What an identifier stands for.</summary>
internal enum ItemKind
{
    Feature,
    Criterion,
    Story,
    Quality,
    Metric,
    Constraint,
    Assumption,
    Question,
    Decision,
    Task,
    Cut,
    Interface,
}
