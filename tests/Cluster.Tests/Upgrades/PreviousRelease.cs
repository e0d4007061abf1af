using AiDevFramework.TestSupport;
using AiDevFramework.TestSupport.Processes;

namespace AiDevFramework.Cluster.Tests.Upgrades;

/// <summary>
/// The programs of the release before, built once from the history of this repository and kept below <c>obj</c>. It takes the packages
/// from the cache where they are there; a build takes about as long as one of this release.
/// </summary>
internal static class PreviousRelease
{
    private const string Configuration = "Release";

    private static readonly string[] _parts =
        ["src", "prompts", "Directory.Build.props", "Directory.Packages.props", "global.json", "BannedSymbols.txt", ".editorconfig", "AiDevFramework.sln"];

    private static string Commit { get; } = File.ReadLines(Path.Combine(Repository.Root, "tests", "Cluster.Tests", "Upgrades", "previous-release.txt"))
        .Single(line => line.Length > 0 && line[0] != '#').Trim();

    private static string Folder { get; } = Path.Combine(Repository.Root, "tests", "Cluster.Tests", "obj", "previous-release", Commit);

    public static AppHost Gateway { get; } = AppHost.Gateway with { Root = Folder, Configuration = Configuration };

    public static AppHost Silo { get; } = AppHost.Silo with { Root = Folder, Configuration = Configuration };

    /// <summary>Builds the programs where that was not done before.</summary>
    public static async Task BuildAsync(CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Folder);
        await using var alone = await LockAsync(cancellationToken);
        var done = Path.Combine(Folder, "built");
        if (File.Exists(done))
        {
            return;
        }

        await FetchAsync(cancellationToken);
        var archive = Path.Combine(Folder, "source.tar");
        await RunAsync(
            ["git", "-C", Repository.Root, "archive", "--format=tar", "-o", archive, Commit, .. _parts],
            $"The history here has no {Commit}. Get all of it: git fetch --unshallow --tags",
            cancellationToken);
        await RunAsync(["tar", "-xf", archive, "-C", Folder], "The archive cannot be unpacked.", cancellationToken);
        await RunAsync( // no servers that outlive it and keep its output open
            ["dotnet", "build", Path.Combine(Folder, "src", "Gateway"), "-c", Configuration, "-v", "quiet", "-p:RunAnalyzers=false", "-nodeReuse:false", "-p:UseSharedCompilation=false"],
            "The release before does not build.",
            cancellationToken);
        File.Delete(archive);
        await File.WriteAllTextAsync(done, Commit, cancellationToken);
    }

    /// <summary>Gets the history that a clone without it lacks, where it can be had.</summary>
    private static async Task FetchAsync(CancellationToken cancellationToken)
    {
        var found = await Tool.RunAsync(["git", "-C", Repository.Root, "cat-file", "-e", Commit + "^{commit}"], cancellationToken);
        if (found.ExitCode != 0)
        {
            await Tool.RunAsync(["git", "-C", Repository.Root, "fetch", "--quiet", "--unshallow", "--tags"], cancellationToken);
        }
    }

    /// <summary>Tests run side by side, in several processes too.</summary>
    private static async Task<FileStream> LockAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(500));
        while (true)
        {
            try
            {
                return new FileStream(Path.Combine(Folder, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException)
            {
                await timer.WaitForNextTickAsync(cancellationToken);
            }
        }
    }

    private static async Task RunAsync(IReadOnlyList<string> command, string failure, CancellationToken cancellationToken)
    {
        var result = await Tool.RunAsync(command, cancellationToken, user: null, start => start.WorkingDirectory = Folder);
        if (result.ExitCode != 0)
        {
            throw new InvalidOperationException($"{failure}\n{string.Join(' ', command)} ended with {result.ExitCode}:\n{result.Output}");
        }
    }
}
