using AiDevFramework.Settings;
using Microsoft.Extensions.Options;

namespace AiDevFramework.Gateway.Tests.Settings;

public sealed class DotEnvTests
{
    [Theory]
    [InlineData("NAME=value", "value")]
    [InlineData("  NAME = value  ", "value")]
    [InlineData("export NAME=value", "value")]
    [InlineData("NAME=", "")]
    [InlineData("NAME=a=b==", "a=b==")]
    [InlineData("NAME=value # a comment", "value")]
    [InlineData("NAME=va#lue", "va#lue")]
    [InlineData("NAME=# only a comment", "")]
    [InlineData("NAME='single # $HOME \\n'", "single # $HOME \\n")]
    [InlineData("NAME=\"double # $HOME \\\"quoted\\\"\\n\" # a comment", "double # $HOME \"quoted\"\n")]
    [InlineData("NAME=pa$$word${X}", "pa$$word${X}")]
    [InlineData("NAME=[\"http://localhost:3000\", \"http://localhost:8080\"]", "[\"http://localhost:3000\", \"http://localhost:8080\"]")]
    [InlineData("\uFEFFNAME=value\r", "value")]
    [InlineData("NAME=Größe 😀", "Größe 😀")]
    public void Parse_OfALine_GivesItsValue(string line, string expected)
    {
        Assert.Equal(expected, DotEnv.Parse([line])["NAME"]);
    }

    [Fact]
    public void Parse_OfBlanksAndComments_GivesNothing()
    {
        Assert.Empty(DotEnv.Parse(["", "   ", "# NAME=value", "\t#"]));
    }

    [Fact]
    public void Parse_OfANameTwice_TakesTheLast()
    {
        Assert.Equal("2", DotEnv.Parse(["NAME=1", "NAME=2"])["NAME"]);
    }

    [Fact]
    public void Parse_OfBadLines_NamesAllOfThemWithoutTheirText()
    {
        var exception = Assert.Throws<OptionsValidationException>(() =>
            DotEnv.Parse(["GOOD=1", "secret", "=secret", "NA ME=secret", "NAME=\"secret", "NAME='secret' secret"]));

        Assert.Equal(["2", "3", "4", "5", "6"], exception.Failures.Select(failure => failure.Split(' ', ':')[2]));
        Assert.DoesNotContain("secret", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_OfAFile_LeavesWhatIsSetAlready()
    {
        var path = Path.GetTempFileName();
        var (fresh, known) = ($"AIDEV_{Guid.NewGuid():n}", $"AIDEV_{Guid.NewGuid():n}");
        Environment.SetEnvironmentVariable(known, "environment");
        try
        {
            File.WriteAllText(path, $"{fresh}=file\n{known}=file\n");

            DotEnv.Load(path);

            Assert.Equal(("file", "environment"), (Environment.GetEnvironmentVariable(fresh), Environment.GetEnvironmentVariable(known)));
        }
        finally
        {
            Environment.SetEnvironmentVariable(fresh, null);
            Environment.SetEnvironmentVariable(known, null);
            File.Delete(path);
        }
    }

    [Fact]
    public void Load_WithoutAFile_DoesNothing()
    {
        DotEnv.Load(Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("n")));
    }
}
