using System.Text.Json;
using System.Text.RegularExpressions;
using AiDevFramework.TestSupport;
using YamlDotNet.RepresentationModel;

namespace AiDevFramework.Docs.Tests;

/// <summary>What a forge and an editor read of this repository, held against what is really here.</summary>
public sealed partial class ForgeFilesTests
{
    [Fact]
    public void EveryIssueForm_HasANameADescriptionAndFieldsThatForgesKnow()
    {
        string[] kinds = ["markdown", "textarea", "input", "dropdown", "checkboxes"];
        var forms = Pages.Find(Repository.Root, ".yml").Where(path => path.StartsWith(".github/ISSUE_TEMPLATE/", StringComparison.Ordinal)
            && !path.EndsWith("/config.yml", StringComparison.Ordinal)).ToList();

        Assert.True(forms.Count >= 3);
        Assert.All(forms, path =>
        {
            var form = Read(path);
            Assert.All((string[])["name", "description"], key => Assert.NotEmpty(Text(form[key])));
            var fields = ((YamlSequenceNode)form["body"]).Children;
            Assert.All(fields, field => Assert.Contains(Text(field["type"]), kinds));
            var asking = fields.Where(field => Text(field["type"]) != "markdown").ToList();
            Assert.NotEmpty(asking);
            Assert.All(asking, field => Assert.NotEmpty(Text(field["attributes"]["label"])));
            Assert.Equal(asking.Count, asking.Select(field => Text(field["id"])).Distinct().Count());
            Assert.All(asking.Where(field => Text(field["type"]) == "dropdown"), field => Assert.NotEmpty(((YamlSequenceNode)field["attributes"]["options"]).Children));
        });
    }

    [Fact]
    public void Workflow_RunsTheGateThatPeopleRun()
    {
        var steps = ((YamlSequenceNode)Read(".github/workflows/gate.yml")["jobs"]["gate"]["steps"]).Children.OfType<YamlMappingNode>();

        var commands = steps.Where(step => step.Children.ContainsKey("run")).Select(step => Text(step["run"])).ToList();
        Assert.Equal([".ci/run"], commands);
        Assert.True(File.Exists(Path.Combine(Repository.Root, ".ci", "run")));
    }

    [Fact]
    public void Updates_OfDependencies_LookWhereDependenciesAre()
    {
        var watched = ((YamlSequenceNode)Read(".github/dependabot.yml")["updates"]).Children.OfType<YamlMappingNode>()
            .Where(update => Text(update["package-ecosystem"]) == "npm")
            .SelectMany(update => ((YamlSequenceNode)update["directories"]).Children.Select(folder => Text(folder).Trim('/')));

        var present = Pages.Find(Repository.Root, ".json").Where(path => Path.GetFileName(path) == "package-lock.json").Select(path => Path.GetDirectoryName(path)!);
        Assert.Equal(present.Order(StringComparer.Ordinal), watched.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Container_OfEditors_IsBuiltFromWhatIsHere()
    {
        using var container = JsonDocument.Parse(
            Pages.Text(".devcontainer/devcontainer.json"), new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip });

        var build = container.RootElement.GetProperty("build");
        var dockerfile = Pages.Text($".devcontainer/{build.GetProperty("dockerfile").GetString()}");
        Assert.All(build.GetProperty("args").EnumerateObject(), argument => Assert.Contains($"ARG {argument.Name}", dockerfile, StringComparison.Ordinal));
    }

    /// <summary>Where packages and images come from is for whoever builds to say.</summary>
    [Fact]
    public void NoFile_NamesTheHostOfARegistry()
    {
        var files = Pages.Find(Repository.Root, ".md", ".yml", ".yaml", ".json", ".sh", ".csproj", ".props", ".config", ".cs", ".http", "", ".example", ".mjs", ".py");

        Assert.DoesNotContain(
            files, path => !path.StartsWith("tests/Docs.Tests/", StringComparison.Ordinal) && RegistryHost().IsMatch(Pages.Text(path)));
    }

    private static YamlNode Read(string path)
    {
        var yaml = new YamlStream();
        yaml.Load(new StringReader(Pages.Text(path)));
        return yaml.Documents[0].RootNode;
    }

    private static string Text(YamlNode node) => ((YamlScalarNode)node).Value ?? "";

    [GeneratedRegex(@"\b(mcr\.microsoft\.com|docker\.io|ghcr\.io|quay\.io|gcr\.io|registry\.npmjs\.org|api\.nuget\.org|nuget\.org/v3|pypi\.org)\b", RegexOptions.IgnoreCase)]
    private static partial Regex RegistryHost();
}
