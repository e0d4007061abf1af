namespace AiDevFramework.Grains.Attempts;

/// <summary>Whether a user's day has room for what a transition reserves.</summary>
internal enum BudgetVerdict
{
    Granted,
    Refused,

    /// <summary>Others of the same user came first: whether it fits shows when they are stored.</summary>
    AskAgain,
}
