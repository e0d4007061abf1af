using System.Net;
using AiDevFramework.Settings;

namespace AiDevFramework.Grains.Tests.Settings;

/// <summary>What is said at the start about files and connections.</summary>
public sealed class RiskTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("aidev-risk-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("600", false)]
    [InlineData("640", false)]
    [InlineData("644", true)]
    [InlineData("604", true)]
    public void OfFile_ByItsMode_NamesOneThatEverybodyMayRead(string mode, bool named)
    {
        var file = Path.Combine(_folder.FullName, "aidev.db");
        File.WriteAllText(file, "");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(file, (UnixFileMode)Convert.ToInt32(mode, 8));
        }

        var notices = FileRisks.OfFile(file).ToList();

        Assert.Equal(named, notices.Count == 1 && notices[0].Contains($"chmod 600 '{file}'", StringComparison.Ordinal));
        Assert.Empty(FileRisks.OfFile(file + ".missing"));
    }

    [Fact]
    public void OfCurrentFolder_WithAFileThatIsNotRead_SaysWhereItBelongs()
    {
        var stray = Path.Combine(_folder.FullName, ".env");
        Assert.Empty(FileRisks.OfCurrentFolder(_folder.FullName, "/home/clone", loaded: null));
        File.WriteAllText(stray, "");

        var notice = Assert.Single(FileRisks.OfCurrentFolder(_folder.FullName, "/home/clone", loaded: null));

        Assert.StartsWith($"{stray} is not read", notice, StringComparison.Ordinal);
        Assert.Contains("/home/clone/.env", notice, StringComparison.Ordinal);
        Assert.Empty(FileRisks.OfCurrentFolder(_folder.FullName, "/home/clone", loaded: stray));
        Assert.Empty(FileRisks.OfCurrentFolder(_folder.FullName, _folder.FullName, loaded: null));
    }

    [Theory]
    [InlineData("stands", "data", true)]
    [InlineData("home/src/Gateway", "data", true)]
    [InlineData("home/src/Silo", "data", true)]
    [InlineData("home", "data", false)]
    [InlineData("stands", "other", false)]
    public void OfData_WithADatabaseOfEarlierStarts_NamesItsFolder(string place, string name, bool named)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_folder.FullName, place, name)).FullName;
        File.WriteAllText(Path.Combine(folder, "aidev.db"), "");
        var (home, current) = (Path.Combine(_folder.FullName, "home"), Path.Combine(_folder.FullName, "stands"));
        var used = Path.Combine(home, "data", "aidev.db");

        var notices = FileRisks.OfData(current, home, used).ToList();

        Assert.Equal(named ? [$"{folder} holds the data of earlier starts, which is not used: {used} is. To go on with it, set DATA_DIR={folder}"] : [], notices);
    }

    [Theory]
    [InlineData("127.0.0.1", false)]
    [InlineData("127.0.0.9", false)]
    [InlineData("::1", false)]
    [InlineData("0.0.0.0", true)]
    [InlineData("::", true)]
    [InlineData("192.0.2.7", true)]
    public void PlainText_OfWhereHttpListens_NamesWhatOthersCanReach(string address, bool named) =>
        Assert.Equal(named, PlainText.NoticeOf(new IPEndPoint(IPAddress.Parse(address), 8000)).Any());

    [Theory]
    [InlineData("http://localhost:11434/v1", false)]
    [InlineData("http://127.0.0.1:11434/v1", false)]
    [InlineData("http://[::1]:11434/v1", false)]
    [InlineData("https://models.example.com/v1", false)]
    [InlineData("http://models.example.com/v1", true)]
    [InlineData("http://192.0.2.7/v1", true)]
    [InlineData("", false)]
    public void PlainText_OfAUrl_NamesAnotherMachineWithoutTls(string url, bool named) =>
        Assert.Equal(named, PlainText.NoticeOf("OPENROUTER_BASE_URL", url, "ideas").Any());

    [Theory]
    [InlineData("postgresql://ann:hush@localhost/plans", false)]
    [InlineData("postgresql://ann:hush@127.0.0.1:5433/plans", false)]
    [InlineData("postgresql://ann:hush@[::1]:5433/plans", false)]
    [InlineData("postgresql:///plans?host=/var/run/postgresql", false)]
    [InlineData("postgresql://ann:hush@db.example/plans", true)]
    [InlineData("postgresql://ann:hush@db.example/plans?sslmode=disable", true)]
    [InlineData("postgresql://ann:hush@db.example/plans?sslmode=require", false)]
    [InlineData("postgresql://ann:hush@db.example/plans?sslmode=verify-full", false)]
    [InlineData("postgresql://ann:hush@localhost:1,db.example:2/plans", true)]
    [InlineData("postgresql://ann:hush@localhost:1,127.0.0.1:2/plans", false)]
    public void DatabaseRisks_OfAUrl_NameAnotherMachineWithoutTls(string url, bool named)
    {
        var notices = DatabaseRisks.Of(new DatabaseOptions { Url = url }).ToList();

        Assert.Equal(named, notices.Count == 1);
        Assert.DoesNotContain(notices, notice => notice.Contains("hush", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(28, "is full")]
    [InlineData(122, "is full")]
    [InlineData(30, "is read-only")]
    [InlineData(5, "cannot be used")]
    public void DiskProblem_ByItsNumber_IsCalledWhatItIs(int errno, string expected)
    {
        var told = DiskProblem.Explain(new IOException("It failed.", errno), "/srv/data/aidev.db.lock", DataFolder.Remedy);

        Assert.Contains(expected, told, StringComparison.Ordinal);
        Assert.Contains("/srv/data", told, StringComparison.Ordinal);
    }

    [Fact]
    public void DiskProblem_OfAFolderWhereAFileBelongs_SaysWhichIsWhich()
    {
        var file = Path.Combine(_folder.FullName, "file");
        File.WriteAllText(file, "");

        Assert.Contains($"{_folder.FullName} is a folder, and a file is expected there.", DiskProblem.Explain(new UnauthorizedAccessException(), _folder.FullName, ""), StringComparison.Ordinal);
        Assert.Contains($"{file} is a file, and a folder is expected there.", DiskProblem.Explain(new DirectoryNotFoundException(), Path.Combine(file, "aidev.db"), ""), StringComparison.Ordinal);
        Assert.Contains("cannot be written by this user", DiskProblem.Explain(new UnauthorizedAccessException(), "/srv/nowhere/aidev.db", ""), StringComparison.Ordinal);
        Assert.Null(DiskProblem.Probe(_folder.FullName, ""));
        Assert.Single(Directory.GetFiles(_folder.FullName)); // the probe leaves nothing behind
        Assert.NotNull(DiskProblem.Probe("/proc", DataFolder.Remedy));
    }
}
