namespace AiDevFramework.ChaosSilo;

/// <summary>Tells the database which process writes: the checker's triggers record it with every change of a project's row.</summary>
internal static class Writer
{
    /// <summary>Sets <c>chaos.writer</c> on every connection of this process, as <c>silo1.4711</c>: name and process id.</summary>
    public static void NameConnections() =>
        Environment.SetEnvironmentVariable(
            "PGOPTIONS", $"-c chaos.writer={Environment.GetEnvironmentVariable("CHAOS_NAME")}.{Environment.ProcessId}");
}
