using AiDevFramework.TestSupport.Processes;

namespace AiDevFramework.Cluster.Tests.Support;

/// <summary>A disk in a file that the kernel makes read-only for good while it is in use, as it does where a disk fails.</summary>
internal sealed class FailingDisk : IAsyncDisposable
{
    private readonly DirectoryInfo _folder;

    private FailingDisk(DirectoryInfo folder) => _folder = folder;

    public string Path => System.IO.Path.Combine(_folder.FullName, "disk");

    private string Image => System.IO.Path.Combine(_folder.FullName, "image");

    /// <returns><see langword="null"/> where this user, or this machine, has no loop devices to mount.</returns>
    public static async Task<FailingDisk?> TryMountAsync(CancellationToken cancellationToken)
    {
        if (!Environment.IsPrivilegedProcess || Executables.Find("mkfs.ext4") is null)
        {
            return null;
        }

        var disk = new FailingDisk(Directory.CreateTempSubdirectory("aidev-failing-"));
        Directory.CreateDirectory(disk.Path);
        foreach (var command in (string[][])[["truncate", "-s", "32M", disk.Image], ["mkfs.ext4", "-q", "-F", disk.Image], ["mount", "-o", "loop", disk.Image, disk.Path]])
        {
            if ((await Tool.RunAsync(command, cancellationToken)).ExitCode != 0)
            {
                disk._folder.Delete(recursive: true);
                return null;
            }
        }

        return disk;
    }

    public async Task FailAsync(CancellationToken cancellationToken)
    {
        var result = await Tool.RunAsync(["mount", "-o", "remount,abort", Path], cancellationToken);
        Assert.True(result.ExitCode == 0, result.Output);
    }

    public async ValueTask DisposeAsync()
    {
        await Tool.RunAsync(["umount", "--lazy", Path], CancellationToken.None);
        File.Delete(Image);
        _folder.Delete(recursive: true);
    }
}
