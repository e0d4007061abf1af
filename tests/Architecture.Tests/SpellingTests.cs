namespace AiDevFramework.Architecture.Tests;

public sealed class SpellingTests
{
    [Fact]
    public void FilesOfAStep_InTheSources_AreNoMoreThanAFurtherStepMayTouch()
    {
        var files = Spelling.FilesOfAStep(SourceTree.Read(RepositoryFolder.Path).Files);

        Assert.NotEmpty(files);
        Assert.True(
            files.Count <= Spelling.MostFiles,
            $"{files.Count} files name a step; what they know of it belongs into its row in src/Plans/Catalogue. They are: {string.Join(", ", files)}");
    }

    [Theory]
    [InlineData("Grains/Seed.cs", "class Seed { Step Next => Step.TechStack; }", true)]
    [InlineData("Grains/Seed.cs", "class Seed { const string Sql = \"check (step in ('TECH_STACK'))\"; }", true)]
    [InlineData("Storage/Migrations/Seed.cs", "class Seed { const string Sql = \"check (step in ('TECH_STACK'))\"; }", false)]
    [InlineData("Grains/Seed.cs", "class Seed { Step Next => Step.Prd; }", false)]
    public void FilesOfAStep_WithASeed_HasItWhereItNamesOne(string path, string text, bool isFound) =>
        Assert.Equal(isFound ? [path] : [], Spelling.FilesOfAStep([new SourceFile(path, text)]));

    [Fact]
    public void FilesThatLeaveTheScheduler_InTheSources_AreNone() =>
        Assert.Empty(Spelling.FilesThatLeaveTheScheduler(SourceTree.Read(RepositoryFolder.Path).Files));

    [Theory]
    [InlineData("Grains/Seed.cs", true)]
    [InlineData("Gateway/Seed.cs", true)]
    [InlineData("Storage/Seed.cs", false)]
    public void FilesThatLeaveTheScheduler_WithASeed_HasItWhereItMayNot(string path, bool isFound) =>
        Assert.Equal(isFound ? [path] : [], Spelling.FilesThatLeaveTheScheduler([new SourceFile(path, "await work.ConfigureAwait(false);")]));

    [Fact]
    public void FilesWithAnotherClock_InTheSources_AreNone() =>
        Assert.Empty(Spelling.FilesWithAnotherClock(SourceTree.Read(RepositoryFolder.Path).Files));

    [Theory]
    [InlineData("class Seed(TimeProvider time) { }", true)]
    [InlineData("class Seed { TimeProvider _time = TimeProvider.System; }", true)]
    [InlineData("class Seed(TimeProvider? clock = null) { readonly TimeProvider _clock = clock; }", false)]
    public void FilesWithAnotherClock_WithASeed_HasIt(string text, bool isFound) =>
        Assert.Equal(isFound ? ["Grains/Seed.cs"] : [], Spelling.FilesWithAnotherClock([new SourceFile("Grains/Seed.cs", text)]));
}
