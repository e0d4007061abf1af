namespace AiDevFramework.TestSupport.Processes;

/// <summary>How a test runs a program of this repository.</summary>
internal sealed record AppOptions
{
    /// <summary>Variables over those that every test process gets; <see langword="null"/> takes one away.</summary>
    public IReadOnlyDictionary<string, string?> Environment { get; init; } = new Dictionary<string, string?>();

    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>Whether it runs from a copy of its build in the process's folder: nothing that lies in the repository, a developer's
    /// <c>.env</c> for one, can steer it then.</summary>
    public bool OwnCopy { get; init; } = true;

    /// <summary>Whether the copy is a published program: the file with the solution's name is not above it.</summary>
    public bool Published { get; init; }

    /// <summary>Called before the first start with the process's folder, to put files there.</summary>
    public Action<string> Prepare { get; init; } = _ => { };

    /// <summary>Where it stands when it starts, below the process's folder. Default: the folder itself.</summary>
    public string Stands { get; init; } = "";

    /// <summary>User to run as, which takes root; <see langword="null"/>: the tests' own.</summary>
    public string? User { get; init; }

    /// <summary>Command that runs the one behind it: <c>sh -c 'umask 0; exec "$@"' sh</c>.</summary>
    public IReadOnlyList<string> Wrapper { get; init; } = [];

    /// <summary>TCP port in <c>PORT</c>. Default: a free one, kept over restarts.</summary>
    public int? Port { get; init; }

    /// <summary>From start to the line that says where it listens. Generous: a machine that runs tests is busy.</summary>
    public TimeSpan StartDeadline { get; init; } = TimeSpan.FromSeconds(120);
}
