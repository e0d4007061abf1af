using AiDevFramework.Settings;

namespace AiDevFramework.Grains.Tests.Settings;

public sealed class DataFolderTests : IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("aidev-data-");

    public void Dispose() => _root.Delete(recursive: true);

    [Fact]
    public void MakeFor_AFolderThatIsMissing_LetsNobodyElseIn()
    {
        DataFolder.MakeFor(Path.Combine(_root.FullName, "deep", "data", "aidev.db"));

        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(
                UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute,
                File.GetUnixFileMode(Path.Combine(_root.FullName, "deep", "data")));
        }
    }

    [Fact]
    public void MakeFor_AFolderThatExists_LeavesItAsItIs()
    {
        var folder = Directory.CreateDirectory(Path.Combine(_root.FullName, "shared")).FullName;
        if (!OperatingSystem.IsWindows())
        {
            const UnixFileMode shared = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupRead;
            File.SetUnixFileMode(folder, shared);
            DataFolder.MakeFor(Path.Combine(folder, "aidev.db"));
            Assert.Equal(shared, File.GetUnixFileMode(folder));
        }
    }
}
