namespace AiDevFramework.Architecture.Tests;

/// <summary>Each way in which one namespace can use another, seeded alone.</summary>
public sealed class ArrowReaderTests
{
    private const string Target = """
        namespace AiDevFramework.Llm.Target;
        public class Thing { public const int Number = 1; public static Thing Make() => new(); public Thing? Next; }
        public class Mark : System.Attribute;
        public static class Extensions { public static int Twice(this int number) => 2 * number; }
        """;

    [Theory]
    [InlineData("using line", "using AiDevFramework.Llm.Target; namespace AiDevFramework.Llm.Source; class Seed;")]
    [InlineData("using static", "using static AiDevFramework.Llm.Target.Thing; namespace AiDevFramework.Llm.Source; class Seed;")]
    [InlineData("alias", "using T = AiDevFramework.Llm.Target.Thing; namespace AiDevFramework.Llm.Source; class Seed;")]
    [InlineData("global using", "global using AiDevFramework.Llm.Target; namespace AiDevFramework.Llm.Source; class Seed;")]
    [InlineData("qualified name", "namespace AiDevFramework.Llm.Source; class Seed { AiDevFramework.Llm.Target.Thing? F; }")]
    [InlineData("global qualified", "namespace AiDevFramework.Llm.Source; class Seed { global::AiDevFramework.Llm.Target.Thing? F; }")]
    [InlineData("relative name", "namespace AiDevFramework.Llm.Source; class Seed { Target.Thing? F; }")]
    [InlineData("constant", "namespace AiDevFramework.Llm.Source; class Seed { const int F = Target.Thing.Number; }")]
    [InlineData("nameof", "namespace AiDevFramework.Llm.Source; class Seed { string F = nameof(Target.Thing); }")]
    [InlineData("typeof", "namespace AiDevFramework.Llm.Source; class Seed { object F = typeof(Target.Thing); }")]
    [InlineData("attribute", "namespace AiDevFramework.Llm.Source; [Target.Mark] class Seed;")]
    [InlineData("type argument", "namespace AiDevFramework.Llm.Source; class Seed { System.Collections.Generic.List<Target.Thing>? F; }")]
    [InlineData("base type", "namespace AiDevFramework.Llm.Source; class Seed : Target.Thing;")]
    [InlineData("member of an inferred type", "namespace AiDevFramework.Llm.Source; class Seed { object? F = Other.Give().Next; }")]
    public void Read_OneUse_IsOneArrow(string kind, string source)
    {
        var arrows = ArrowReader.Read(
        [
            new SourceFile("Llm/Source/Seed.cs", source),
            new SourceFile("Llm/Target/Thing.cs", Target),
            new SourceFile("Llm/Source/Other.cs",
                "namespace AiDevFramework.Llm.Source; static class Other { public static Target.Thing Give() => new(); }"),
        ]);

        var arrow = Assert.Single(arrows, arrow => arrow.File == "Llm/Source/Seed.cs");
        Assert.Equal(
            new Arrow("AiDevFramework.Llm.Source", "AiDevFramework.Llm.Target", "Llm/Source/Seed.cs", 1, "Llm", "Llm"), arrow);
        Assert.NotEmpty(kind);
    }

    [Theory]
    [InlineData("namespace AiDevFramework.Llm.Target.Inner; class Seed { Thing? F; }")]
    [InlineData("namespace AiDevFramework.Llm.Target.Inner; class Seed { int F = 2.Twice(); }")]
    [InlineData("namespace AiDevFramework.Llm.Target.Inner; class Seed { string F = nameof(Thing.Number); }")]
    public void Read_ATypeOfTheParentNamespace_IsAnArrow(string source)
    {
        var arrows = ArrowReader.Read(
            [new SourceFile("Llm/Target/Inner/Seed.cs", source), new SourceFile("Llm/Target/Thing.cs", Target)]);

        var arrow = Assert.Single(arrows);
        Assert.Equal(("AiDevFramework.Llm.Target.Inner", "AiDevFramework.Llm.Target"), (arrow.From, arrow.To));
    }

    [Theory]
    [InlineData("namespace AiDevFramework.Llm.Source; class Seed { string F = \"AiDevFramework.Llm.Target.Thing\"; }")]
    [InlineData("namespace AiDevFramework.Llm.Source; /* Target.Thing */ class Seed;")]
    [InlineData("namespace AiDevFramework.Llm.Source; /// <see cref=\"Target.Thing\"/>\nclass Seed;")]
    [InlineData("namespace AiDevFramework.Llm.Source; class Seed { Seed? F; System.Uri? G; }")]
    public void Read_WordsAndForeignTypes_AreNoArrows(string source) =>
        Assert.Empty(ArrowReader.Read([new SourceFile("Llm/Source/Seed.cs", source), new SourceFile("Llm/Target/Thing.cs", Target)]));

    [Fact]
    public void Read_ATypeOfAnotherProject_NamesBothProjects()
    {
        var arrow = Assert.Single(ArrowReader.Read(
        [
            new SourceFile("Gateway/Seed.cs", "\n\nnamespace AiDevFramework.Gateway; class Seed { AiDevFramework.Silo.Host? F; }"),
            new SourceFile("Silo/Host.cs", "namespace AiDevFramework.Silo; public class Host;"),
        ]));

        Assert.Equal(new Arrow("AiDevFramework.Gateway", "AiDevFramework.Silo", "Gateway/Seed.cs", 3, "Gateway", "Silo"), arrow);
    }
}
