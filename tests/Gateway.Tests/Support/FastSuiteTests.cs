using AiDevFramework.TestSupport;

namespace AiDevFramework.Gateway.Tests.Support;

/// <summary>What keeps a test that needs a server out of <c>./test.sh --fast</c>, or says that it is none of it.</summary>
public sealed class FastSuiteTests
{
    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void Refuse_InTheWholeSuite_LetsPass(string? variable) => FastSuite.Refuse("nginx", variable);

    [Fact]
    public void Refuse_InTheFastSuite_SaysHowToMarkTheTest()
    {
        var thrown = Assert.Throws<InvalidOperationException>(() => FastSuite.Refuse("nginx", "1"));

        Assert.Contains("nginx", thrown.Message, StringComparison.Ordinal);
        Assert.Contains("[Trait(\"Runs\", \"Programs\")]", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void TestScript_OfTheFastSuite_LeavesOutTheMarkAndSaysThatItRuns()
    {
        var script = File.ReadAllText(Path.Combine(Repository.Root, "test.sh"));

        Assert.Contains("--filter-not-trait Runs=Programs --filter-not-trait Runs=Long", script, StringComparison.Ordinal);
        Assert.Contains($"export {FastSuite.Variable}=1", script, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, 20_000)]
    [InlineData("", 20_000)]
    [InlineData("1", 2_000)]
    public void Sample_OfGeneratedInputs_IsWholeButInTheFastSuite(string? variable, int expected) =>
        Assert.Equal(expected, FastSuite.Sample(20_000, variable));

    /// <summary>Programs are started by way of ChildProcesses, which asks; who starts one otherwise asks itself.</summary>
    [Fact]
    public void Sources_ThatStartAProgram_AskWhetherTheyMay()
    {
        const string start = "Process" + ".Start(";
        var sources = Directory.EnumerateFiles(Path.Combine(Repository.Root, "tests"), "*.cs", SearchOption.AllDirectories)
            .Where(path => !path.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .Where(path => File.ReadAllText(path).Contains(start, StringComparison.Ordinal))
            .ToList();

        Assert.NotEmpty(sources);
        Assert.All(sources, path => Assert.True(
            File.ReadAllText(path).Contains("FastSuite.Refuse(", StringComparison.Ordinal), $"{path}: use ChildProcesses or Tool, or call FastSuite.Refuse."));
    }
}
