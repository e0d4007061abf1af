using AiDevFramework.TestSupport;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.Serialization;

namespace AiDevFramework.Cluster.Tests.Deploy;

/// <summary>The files of <c>deploy/</c>.</summary>
internal static class DeployFolder
{
    public static string Root { get; } = Path.Combine(Repository.Root, "deploy");

    public static string File(params string[] path) => Path.Combine([Root, .. path]);

    /// <summary>Lines of a Dockerfile without comments, continuation lines joined.</summary>
    public static IReadOnlyList<string> DockerInstructions { get; } =
    [
        .. System.IO.File.ReadAllText(File("Dockerfile")).Replace("\\\n", " ", StringComparison.Ordinal).Split('\n')
            .Select(line => line.Trim()).Where(line => line.Length > 0 && line[0] != '#'),
    ];

    /// <summary>The documents of a YAML file, with what <c>&lt;&lt;</c> brings in.</summary>
    public static IReadOnlyList<Yaml> ReadYaml(params string[] path)
    {
        using var text = new StringReader(System.IO.File.ReadAllText(File(path)));
        var parser = new MergingParser(new Parser(text));
        var deserializer = new DeserializerBuilder().Build();
        var documents = new List<Yaml>();
        parser.Consume<StreamStart>();
        while (parser.Accept<DocumentStart>(out _))
        {
            documents.Add(new Yaml(deserializer.Deserialize(parser)));
        }

        return documents;
    }

    /// <summary>All Kubernetes objects.</summary>
    public static IReadOnlyList<Yaml> ReadManifests() =>
    [
        .. Directory.GetFiles(File("kubernetes"), "*.yaml").Select(Path.GetFileName).Where(name => name != "kustomization.yaml")
            .SelectMany(name => ReadYaml("kubernetes", name!)),
    ];

    /// <summary>Names and values of an environment file.</summary>
    public static IReadOnlyDictionary<string, string> ReadEnvironment(params string[] path) =>
        System.IO.File.ReadLines(File(path)).Where(line => line.Length > 0 && line[0] != '#')
            .Select(line => line.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1]);
}
