using System.Globalization;
using AiDevFramework.TestSupport.Processes;

namespace AiDevFramework.Cluster.Tests.Support;

/// <summary>A file system in memory that holds little.</summary>
internal sealed class SmallDisk : IAsyncDisposable
{
    private readonly string _filler;
    private readonly Func<Task> _dispose;

    private SmallDisk(string path, string seen, Func<Task> dispose)
    {
        Path = path;
        _filler = System.IO.Path.Combine(seen, "filler");
        _dispose = dispose;
    }

    public string Path { get; }

    /// <summary>One that a process has mounted where it alone sees it, which every user may do.</summary>
    public static SmallDisk Of(AppProcess app, string path) =>
        new(path, string.Create(CultureInfo.InvariantCulture, $"/proc/{app.Id}/root{path}"), () => Task.CompletedTask);

    /// <param name="size">As mount spells it: <c>8m</c>.</param>
    /// <param name="owner">Who may write there.</param>
    /// <returns>One that all processes see; <see langword="null"/> where this user may not mount any.</returns>
    public static async Task<SmallDisk?> TryMountAsync(string size, string owner, CancellationToken cancellationToken)
    {
        string[] asRoot = Environment.IsPrivilegedProcess ? [] : ["sudo", "-n"];
        if (asRoot is [var sudo, ..] && Executables.Find(sudo) is null)
        {
            return null;
        }

        var folder = Directory.CreateTempSubdirectory("aidev-disk-");
        var result = await Tool.RunAsync(
            [.. asRoot, "mount", "-t", "tmpfs", "-o", $"size={size},uid={owner},mode=777", "tmpfs", folder.FullName], cancellationToken);
        if (result.ExitCode != 0)
        {
            folder.Delete();
            return Environment.IsPrivilegedProcess ? throw new InvalidOperationException($"mount: {result.Output}") : null;
        }

        return new SmallDisk(folder.FullName, folder.FullName, async () =>
        {
            await Tool.RunAsync([.. asRoot, "umount", "--lazy", folder.FullName], CancellationToken.None);
            folder.Delete();
        });
    }

    /// <summary>Takes all the room that is left.</summary>
    public void Fill()
    {
        using var filler = new FileStream(_filler, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        var page = new byte[4096];
        try
        {
            while (true)
            {
                filler.Write(page);
            }
        }
        catch (IOException)
        {
            // full
        }
    }

    public void MakeRoom() => File.Delete(_filler);

    public ValueTask DisposeAsync() => new(_dispose());
}
