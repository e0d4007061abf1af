namespace AiDevFramework.Hosting.Connections;

/// <summary>How many connections fit into the files that a process may open. Pure.</summary>
public static class FileBudget
{
    /// <summary>For what is open whether anybody comes or not: the runtime's libraries (350, measured), data, logs, silos, the database.</summary>
    private const int Reserve = 512;

    /// <summary>The part of the rest that calls to the model provider may have at the most.</summary>
    private const int ProviderPart = 4;

    /// <summary>The answer where no setting says how many.</summary>
    /// <param name="fileLimit">Files that the process may open; <see cref="long.MaxValue"/>: as many as it likes.</param>
    /// <param name="providerCalls">Connections to the model provider that it may have at once.</param>
    public static ConnectionLimits Usual(long fileLimit, int providerCalls) =>
        new(Math.Min(ConnectionLimits.Usual, Largest(fileLimit, providerCalls)));

    /// <summary>Every connection that the files allow.</summary>
    public static int Largest(long fileLimit, int providerCalls)
    {
        var left = Math.Max(0, fileLimit - Reserve);
        return (int)Math.Clamp(left - Math.Min(providerCalls, left / ProviderPart), ConnectionLimits.Smallest, int.MaxValue);
    }
}
