namespace AiDevFramework.TestSupport.Processes;

/// <summary>How a test runs a program of this repository.</summary>
internal sealed record AppOptions
{
    /// <summary>Variables over those that every test process gets; <see langword="null"/> takes one away.</summary>
    public IReadOnlyDictionary<string, string?> Environment { get; init; } = new Dictionary<string, string?>();

    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>TCP port in <c>PORT</c>. Default: a free one, kept over restarts.</summary>
    public int? Port { get; init; }

    /// <summary>From start to the line that says where it listens. Generous: a machine that runs tests is busy.</summary>
    public TimeSpan StartDeadline { get; init; } = TimeSpan.FromSeconds(60);
}
