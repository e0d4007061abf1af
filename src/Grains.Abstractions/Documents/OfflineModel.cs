namespace AiDevFramework.Grains.Abstractions.Documents;

/// <summary>The built-in planner, where it answers instead of a model.</summary>
public static class OfflineModel
{
    /// <summary>As model names go; documents under it are marked as offline output.</summary>
    public const string Name = "offline/planner";
}
