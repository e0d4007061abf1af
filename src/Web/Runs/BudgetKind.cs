namespace AiDevFramework.Web.Runs;

/// <summary>What becomes of a project's budget at a retry.</summary>
public enum BudgetKind
{
    Keep = 0,
    Change = 1,
    Remove = 2,
}
