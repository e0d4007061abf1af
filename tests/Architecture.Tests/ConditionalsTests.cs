namespace AiDevFramework.Architecture.Tests;

public sealed class ConditionalsTests
{
    [Fact]
    public void Nested_InTheSources_AreRare()
    {
        var files = SourceTree.Read(RepositoryFolder.Path).Files;

        Assert.True(
            Conditionals.InTenThousand(files) <= Conditionals.MostInTenThousand,
            $"Say these with a switch expression, a guard or a method: {string.Join(", ", Conditionals.Nested(files))}");
    }

    [Theory]
    [InlineData("a ? b ? 1 : 2 : 3", true)]
    [InlineData("a ? 1 : b ? 2 : 3", true)]
    [InlineData("(a ? b : c) ? 1 : 2", true)]
    [InlineData("a ? Of(b ? 1 : 2) : 3", true)]
    [InlineData("a ? $\"{(b ? 1 : 2)}\" : \"\"", true)]
    [InlineData("(a ? 1 : 2) + (b ? 1 : 2)", false)]
    [InlineData("a switch { 1 => b ? 1 : 2, _ => 3 }", false)]
    [InlineData("a?.b ?? (c ? 1 : 2)", false)]
    public void Nested_WithASeed_HasTheLineOfTheInnerOne(string expression, bool isNested) => Assert.Equal(
        isNested ? ["Grains/Seed.cs:2"] : [],
        Conditionals.Nested([new SourceFile("Grains/Seed.cs", $"class Seed\n{{ object Value => {expression}; }}")]));
}
