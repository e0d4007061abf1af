using AiDevFramework.Settings;

namespace AiDevFramework.Grains.Tests.Settings;

public sealed class DotEnvPlaceTests : IDisposable
{
    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("aidev-place-");

    public void Dispose() => _home.Delete(recursive: true);

    [Fact]
    public void Locate_WithoutAFile_IsNothing() => Assert.Null(DotEnv.Locate(null, _home.FullName));

    [Fact]
    public void Locate_WithAFileInTheHomeFolder_IsThat()
    {
        var file = Write("");

        Assert.Equal(file, DotEnv.Locate(null, _home.FullName));
        Assert.Equal(file, DotEnv.Locate("", _home.FullName));
        Assert.Equal(file, DotEnv.Locate("data", _home.FullName)); // which has none
    }

    [Fact]
    public void Locate_WithAFileInTheDataFolder_IsThat()
    {
        Write("");
        var own = Write("data");

        Assert.Equal(own, DotEnv.Locate("data", _home.FullName));
        Assert.Equal(own, DotEnv.Locate(Path.GetDirectoryName(own), "/"));
    }

    [Fact]
    public void Load_OfAFolder_SaysThatItIsOne()
    {
        var path = Directory.CreateDirectory(Path.Combine(_home.FullName, DotEnv.FileName)).FullName;

        Assert.Contains($"{path} is a folder", Assert.Throws<StartException>(() => DotEnv.Load(path)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("export\tNAME=value", "value")]
    [InlineData("export   NAME=value", "value")]
    [InlineData("NAME=\"value\"\r", "value")]
    public void Parse_OfALine_GivesItsValue(string line, string expected) => Assert.Equal(expected, DotEnv.Parse([line])["NAME"]);

    [Fact]
    public void Load_OfAFileFromWindows_ReadsNamesAndTheirLines()
    {
        var name = $"AIDEV_TEST_{Guid.NewGuid():N}";
        var path = Path.Combine(_home.FullName, DotEnv.FileName);
        File.WriteAllBytes(path, [0xEF, 0xBB, 0xBF, .. System.Text.Encoding.UTF8.GetBytes($"# first\r\nexport {name}='a b'\r\n")]);
        try
        {
            DotEnv.Load(path);

            Assert.Equal(("a b", path, 2), (Environment.GetEnvironmentVariable(name), DotEnv.LoadedFrom, DotEnv.Lines[name]));
        }
        finally
        {
            Environment.SetEnvironmentVariable(name, null);
        }
    }

    private string Write(string folder)
    {
        var path = Path.Combine(Directory.CreateDirectory(Path.Combine(_home.FullName, folder)).FullName, DotEnv.FileName);
        File.WriteAllText(path, "");
        return path;
    }
}
