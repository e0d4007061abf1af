namespace AiDevFramework.Architecture.Tests;

/// <summary>
/// The sources against the house. <c>exceptions.txt</c> lists the faults that are known and still to be mended, one a line: a fault
/// that it does not list fails, and so does a line that has no fault any more.
/// </summary>
public sealed class HouseTests
{
    [Fact]
    public void Sources_AgainstTheHouse_HaveTheListedFaultsAlone()
    {
        var faults = HouseRules.Faults(SourceTree.Read(RepositoryFolder.Path));
        var listed = Exceptions();

        Assert.Empty(faults.Except(listed).Select(fault => $"New: {fault}"));
        Assert.Empty(listed.Except(faults).Select(fault => $"Mended, take it out of exceptions.txt: {fault}"));
    }

    [Theory]
    [InlineData("Grains.Abstractions", "Grains/Fault.cs", "AiDevFramework.Grains", "house Grains.Abstractions/Seed.cs -> Grains")]
    [InlineData("Plans", "Llm/Fault.cs", "AiDevFramework.Llm", "house Plans/Seed.cs -> Llm")]
    [InlineData("Web", "Gateway/Fault.cs", "AiDevFramework.Gateway", "house Web/Seed.cs -> Gateway")]
    [InlineData("Gateway", "Silo/Fault.cs", "AiDevFramework.Silo", "house Gateway/Seed.cs -> Silo")]
    public void Faults_WithAnArrowThatTheHouseForbids_AreFound(string project, string target, string space, string fault)
    {
        SourceFile[] seeds =
        [
            new($"{project}/Seed.cs", $"namespace AiDevFramework.{project}; class Seed {{ {space}.Fault? Field; }}"),
            new(target, $"namespace {space}; public class Fault;"),
        ];

        Assert.Contains(fault, HouseRules.Faults(new SourceTree(seeds, [])));
    }

    [Fact]
    public void Faults_WithACircleOfThree_NameEachArrowOfIt()
    {
        SourceFile[] seeds =
        [
            new("Plans/A/One.cs", "using AiDevFramework.Plans.B; namespace AiDevFramework.Plans.A; class One { Two? Next; }"),
            new("Plans/B/Two.cs", "using AiDevFramework.Plans.C; namespace AiDevFramework.Plans.B; class Two { Three? Next; }"),
            new("Plans/C/Three.cs", "using AiDevFramework.Plans.A; namespace AiDevFramework.Plans.C; class Three { One? Next; }"),
        ];

        var faults = HouseRules.Faults(new SourceTree(seeds, []));

        Assert.Contains("circle AiDevFramework.Plans.A -> AiDevFramework.Plans.B", faults);
        Assert.Contains("circle AiDevFramework.Plans.B -> AiDevFramework.Plans.C", faults);
        Assert.Contains("circle AiDevFramework.Plans.C -> AiDevFramework.Plans.A", faults);
    }

    [Fact]
    public void Faults_WithAForeignNamespace_AreFound()
    {
        var seed = new SourceFile("Grains/Llm/Seed.cs", "namespace AiDevFramework.Grains.Money; class Seed;");

        Assert.Contains(
            "Grains/Llm/Seed.cs declares the namespace AiDevFramework.Grains.Money; its folder asks for AiDevFramework.Grains.Llm.",
            HouseRules.Faults(new SourceTree([seed], [])));
    }

    [Fact]
    public void Faults_WithAProjectThatTheTableLacks_AreFound() =>
        Assert.Contains("project Shed", HouseRules.Faults(new SourceTree([new SourceFile("Shed/Spade.cs", "")], [])));

    [Fact]
    public void Faults_WithAReferenceThatTheHouseForbids_AreFound() =>
        Assert.Contains(
            "reference Llm -> Grains",
            HouseRules.Faults(new SourceTree([], [new ProjectReference("Llm", "Grains")])));

    private static HashSet<string> Exceptions()
    {
        using var stream = typeof(HouseTests).Assembly.GetManifestResourceStream("exceptions.txt")!;
        using var reader = new StreamReader(stream);
        return [.. reader.ReadToEnd().Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0 && line[0] != '#')];
    }
}
