using AiDevFramework.TestSupport.Processes;

namespace AiDevFramework.Cluster.Tests.Support;

/// <summary>A file system in memory that holds little. Only root can have one.</summary>
internal sealed class SmallDisk : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("aidev-disk-");

    private SmallDisk()
    {
    }

    public string Path => _folder.FullName;

    private string Filler => System.IO.Path.Combine(Path, "filler");

    /// <param name="size">As mount spells it: <c>8m</c>.</param>
    public static async Task<SmallDisk> MountAsync(string size, CancellationToken cancellationToken)
    {
        var disk = new SmallDisk();
        var result = await Tool.RunAsync(["mount", "-t", "tmpfs", "-o", $"size={size}", "tmpfs", disk.Path], cancellationToken);
        return result.ExitCode == 0 ? disk : throw new InvalidOperationException($"mount: {result.Output}");
    }

    /// <summary>Takes all the room that is left.</summary>
    public void Fill()
    {
        using var filler = new FileStream(Filler, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
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

    public void MakeRoom() => File.Delete(Filler);

    public async ValueTask DisposeAsync()
    {
        await Tool.RunAsync(["umount", "--lazy", Path], CancellationToken.None);
        _folder.Delete();
    }
}
