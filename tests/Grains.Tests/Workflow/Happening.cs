namespace AiDevFramework.Grains.Tests.Workflow;

/// <summary>What can happen to a project, in any order and number.</summary>
internal enum Happening
{
    Start,
    Retry,
    Cancel,
    TakeOver,
    Fence,
    Accept,

    /// <summary>The answer says how many tokens it took, and nobody knows what they cost.</summary>
    AcceptUnpriced,

    /// <summary>The answer says neither what it took nor what it cost.</summary>
    AcceptUncounted,
    Continue,
    Repair,
    Fail,
    FailUncharged,

    /// <summary>The model comes to an end of its own without an answer.</summary>
    Refuse,

    /// <summary>An attempt at the call fails, its charge known, and another follows.</summary>
    AttemptCharged,

    /// <summary>An attempt at the call fails, its charge unknown, and another follows.</summary>
    AttemptUnknown,

    /// <summary>The answer is a document that lacks a part; the next call is asked for that part.</summary>
    Mend,

    /// <summary>No budget has room for the next call.</summary>
    OverBudget,
}
