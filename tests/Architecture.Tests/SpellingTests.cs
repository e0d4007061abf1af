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
}
