namespace AiDevFramework.Hosting.Connections;

/// <summary>How many connections a process takes, and how the places are divided. Pure.</summary>
/// <param name="Max">All places, <see cref="Smallest"/> or more.</param>
public sealed record ConnectionLimits(int Max)
{
    /// <summary>The most that is taken unless a setting asks for more.</summary>
    public const int Usual = 20_000;

    /// <summary>With fewer there would be none for loopback or for one address.</summary>
    public const int Smallest = 8;

    /// <summary>How long after its last byte a stranger's connection may be closed, once <see cref="Crowded"/> places are taken.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>A tenth: for connections alone that have carried an authenticated request.</summary>
    public int ForKnown => Max / 10;

    /// <summary>16, in small processes a quarter: for loopback alone, so that health checks on the machine are answered.</summary>
    public int ForLoopback => Math.Min(16, Max / 4);

    /// <summary>An eighth: connections of one address, known ones included.</summary>
    public int PerAddress => Math.Max(1, Max / 8);

    /// <summary>With so many connections, silent strangers are closed: three quarters, or in small processes all that strangers of
    /// elsewhere may have.</summary>
    public int Crowded => Math.Min(Max - (Max / 4), Max - ForKnown - ForLoopback);
}
