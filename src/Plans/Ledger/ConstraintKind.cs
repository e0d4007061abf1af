namespace AiDevFramework.Plans.Ledger;

/// <summary>What a constraint limits. Stored by name: add, never rename.</summary>
internal enum ConstraintKind
{
    Hosting,
    Technology,
    Law,
    Team,
    Deadline,
    Budget,
    Integration,
    Scope,
    Other,
}
