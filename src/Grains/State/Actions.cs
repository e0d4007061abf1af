namespace AiDevFramework.Grains.State;

/// <summary>What people do, as the audit and the keys of commands spell it.</summary>
internal static class Actions
{
    public const string Create = "project.create";
    public const string Start = "project.start";
    public const string Retry = "project.retry";
    public const string Cancel = "project.cancel";
    public const string Delete = "project.delete";

    /// <summary>Nobody's command: a silo goes on with a run.</summary>
    public const string Resume = "project.resume";
}
