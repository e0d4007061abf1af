namespace AiDevFramework.Plans.Findings;

/// <summary>What a finding asks for.</summary>
internal enum Severity
{
    /// <summary>The document is wrong: it is mended, or the plan says CONCERNS.</summary>
    Error = 0,

    /// <summary>Shown beside the plan.</summary>
    Warning = 1,

    /// <summary>In the list of findings only.</summary>
    Note = 2,
}
