namespace AiDevFramework.FakeOpenRouter;

/// <summary>What a request asks for: the names that rules, the log and the control endpoints use.</summary>
public static class Steps
{
    public const string SmartDetection = "SMART_DETECTION";
    public const string EventStorming = "EVENT_STORMING";
    public const string Prd = "PRD";
    public const string TechStack = "TECH_STACK";
    public const string ApproachDetection = "APPROACH_DETECTION";
    public const string ExecutionPlan = "EXECUTION_PLAN";

    /// <summary>A chat completion whose prompt is none of the six.</summary>
    public const string Other = "OTHER";

    /// <summary>GET /models.</summary>
    public const string Models = "MODELS";

    /// <summary>GET /generation.</summary>
    public const string Generation = "GENERATION";

    /// <summary>GET /key.</summary>
    public const string Key = "KEY";

    /// <summary>Every name above.</summary>
    public static IReadOnlyList<string> All { get; } =
        [SmartDetection, EventStorming, Prd, TechStack, ApproachDetection, ExecutionPlan, Other, Models, Generation, Key];
}
