using AiDevFramework.Hosting.Clustering.Tls;
using AiDevFramework.Settings;

namespace AiDevFramework.Grains.Tests.Settings;

public sealed class HomeFolderTests : IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("aidev-home-");

    public void Dispose() => _root.Delete(recursive: true);

    [Fact]
    public void Find_ForAProgramBelowASolution_IsItsFolderWhereverSomebodyStands()
    {
        var (clone, other) = (Solution("clone"), Solution("other"));
        var program = Folder("clone/src/Gateway/bin/Release/net10.0");

        Assert.Equal(clone, HomeFolder.Find(program + Path.DirectorySeparatorChar, _root.FullName));
        Assert.Equal(clone, HomeFolder.Find(program, other));
        Assert.Equal(clone, HomeFolder.Find(clone, "/"));
    }

    [Fact]
    public void Find_ForNestedSolutions_IsTheNearest()
    {
        Solution("outer");
        var inner = Solution("outer/inner");

        Assert.Equal(inner, HomeFolder.Find(Folder("outer/inner/bin"), "/"));
    }

    [Fact]
    public void Find_ForAProgramBuiltElsewhere_IsTheSolutionWhereSomebodyStands()
    {
        var clone = Solution("clone");

        Assert.Equal(clone, HomeFolder.Find(Folder("artifacts/bin"), Folder("clone/src")));
    }

    [Fact]
    public void Find_ForAPublishedProgram_IsItsOwnFolder()
    {
        var program = Folder("opt/aidev");

        Assert.Equal(program, HomeFolder.Find(program + Path.DirectorySeparatorChar, Folder("stands/here")));
    }

    [Theory]
    [InlineData("data", "data")]
    [InlineData("./data/../other", "other")]
    [InlineData("/var/aidev", "/var/aidev")]
    public void FullPath_OfASetting_BeginsAtTheHomeFolder(string path, string expected) =>
        Assert.Equal(Path.Combine(HomeFolder.Path, expected), HomeFolder.FullPath(path));

    [Theory]
    [InlineData("~/aidev", "aidev")]
    [InlineData("~", "")]
    public void FullPath_ThatBeginsWithATilde_BeginsAtTheUsersFolder(string path, string expected)
    {
        var user = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        Assert.NotEmpty(user);

        Assert.Equal(Path.GetFullPath(Path.Join(user, expected)), Path.TrimEndingDirectorySeparator(HomeFolder.FullPath(path)));
        Assert.Equal(Path.Join(user, path[1..]), new DatabaseOptions { PasswordFile = path }.PasswordFile);
        Assert.Equal(Path.Join(user, path[1..]), new ClusterTlsOptions { Certificate = path }.Certificate);
        Assert.StartsWith(user, new DatabaseOptions { DataDir = path }.SqlitePath, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("~other/aidev")]
    [InlineData("a~/b")]
    public void FullPath_WithATildeElsewhere_KeepsIt(string path) =>
        Assert.Equal(Path.Combine(HomeFolder.Path, path), HomeFolder.FullPath(path));

    private string Folder(string path) => Directory.CreateDirectory(Path.Combine(_root.FullName, path)).FullName;

    private string Solution(string path)
    {
        var folder = Folder(path);
        File.WriteAllText(Path.Combine(folder, HomeFolder.Solution), "");
        return folder;
    }
}
