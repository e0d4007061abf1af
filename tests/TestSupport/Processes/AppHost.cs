namespace AiDevFramework.TestSupport.Processes;

/// <summary>A program of this repository that can be run as a process of its own.</summary>
/// <param name="Folder">Its project, below the root of the repository.</param>
/// <param name="ReadyMarks">A line with one of these, followed by an address, says that it listens.</param>
internal sealed record AppHost(string Folder, IReadOnlyList<string> ReadyMarks)
{
    private const string JsonMark = "\"listening\":\"";

    private static readonly string[] _listening = ["Listening", "Now listening on:"];

    public static AppHost Gateway { get; } = new("src/Gateway", _listening);

    public static AppHost Silo { get; } = new("src/Silo", _listening);

    /// <summary>A silo with fault points.</summary>
    public static AppHost ChaosSilo { get; } = new("tests/ChaosSilo", _listening);

    /// <summary>What the feed is compared with: arguments <c>bare-relay</c> and the pause between events in milliseconds.</summary>
    public static AppHost BareRelay { get; } = new("tests/Benchmarks", _listening);

    /// <summary>Takes its port as an argument.</summary>
    public static AppHost FakeOpenRouter { get; } = new("tests/FakeOpenRouter", ["Fake OpenRouter at"]);

    /// <summary>The folder that holds the solution. Default: that of the running tests.</summary>
    public string Root { get; init; } = Repository.Root;

    /// <summary>As it was built; <see langword="null"/>: like the running tests.</summary>
    public string? Configuration { get; init; }

    /// <summary>The assembly, built in the same configuration as the running tests.</summary>
    /// <exception cref="FileNotFoundException">It is not built; the message says how.</exception>
    public string FindAssembly()
    {
        var output = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar)); // bin/Debug/net10.0
        var configuration = Configuration ?? output.Parent!.Name;
        var path = Path.Combine(
            Root, Folder, "bin", configuration, output.Name, $"AiDevFramework.{Path.GetFileName(Folder)}.dll");
        return File.Exists(path)
            ? path
            : throw new FileNotFoundException($"{path} is not there. Build it first: dotnet build {Folder} -c {configuration}");
    }

    /// <returns>The address that a line of the output announces, or <see langword="null"/>.</returns>
    public Uri? AddressIn(string line)
    {
        foreach (var mark in (IReadOnlyList<string>)[.. ReadyMarks, JsonMark])
        {
            var at = line.IndexOf(mark, StringComparison.Ordinal);
            if (at >= 0 && Uri.TryCreate(line[(at + mark.Length)..].Split('"')[0].Trim(), UriKind.Absolute, out var address) && address.Scheme == "http")
            {
                // One address family: a client would first try the other one.
                return address.Host == "localhost" ? new UriBuilder(address) { Host = "127.0.0.1" }.Uri : address;
            }
        }

        return null;
    }
}
