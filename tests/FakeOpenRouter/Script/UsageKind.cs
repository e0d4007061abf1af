namespace AiDevFramework.FakeOpenRouter.Script;

/// <summary>What an answer claims about its tokens and its cost. The log bills the truth in any case.</summary>
public enum UsageKind
{
    Reported,

    /// <summary>No usage at all.</summary>
    None,

    /// <summary>Tokens, with <c>"cost": null</c>.</summary>
    CostNull,

    /// <summary>Own provider key: <c>cost</c> is a fee of 5 %, the rest is in <c>cost_details</c>. The two together are billed.</summary>
    Byok,

    Negative,

    /// <summary>Two billion tokens and a cost of 1e15.</summary>
    Absurd,

    /// <summary>The total is not the sum of its parts.</summary>
    Mismatched,

    /// <summary>Numbers sent as strings.</summary>
    Strings,

    /// <summary>Half of the prompt came from a cache, and a fifth of the completion was reasoning.</summary>
    Detailed,
}
