using AiDevFramework.Settings;

namespace AiDevFramework.Gateway.Tests.Settings;

public sealed class DotEnvReloadTests : IDisposable
{
    private readonly string _name = $"AIDEV_TEST_{Guid.NewGuid():N}";
    private readonly string _file = Path.Combine(Path.GetTempPath(), $"aidev-env-{Guid.NewGuid():N}");

    public void Dispose()
    {
        Environment.SetEnvironmentVariable(_name, null);
        File.Delete(_file);
    }

    [Fact]
    public void Supplied_OfAVariableOfTheFile_NamesTheFile()
    {
        File.WriteAllText(_file, $"{_name}=first\n");

        DotEnv.Load(_file);

        Assert.Equal(_file, DotEnv.Supplied(_name));
        File.WriteAllText(_file, $"{_name}=second\n");
        Assert.Equal("second", DotEnv.Find(_file, _name));
        File.WriteAllText(_file, $"{_name}=\"half\nNO LINE");
        Assert.Null(DotEnv.Find(_file, _name));
    }

    [Fact]
    public void Supplied_OfAVariableOfTheEnvironment_IsNothing()
    {
        Environment.SetEnvironmentVariable(_name, "set");
        File.WriteAllText(_file, $"{_name}=other\n");

        DotEnv.Load(_file);

        Assert.Null(DotEnv.Supplied(_name));
    }
}
