using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using AiDevFramework.Gateway.Settings;
using AiDevFramework.Grains.Prompts;
using AiDevFramework.Hosting.Clustering;
using AiDevFramework.Llm;
using AiDevFramework.Silo.Clustering;
using AiDevFramework.Silo.Hosting;
using AiDevFramework.TestSupport;
using AiDevFramework.TestSupport.Processes;
using Microsoft.Extensions.Configuration;

namespace AiDevFramework.Cluster.Tests.Deploy;

/// <summary>Every path, program, port and setting that a file of <c>deploy/</c> names is one of this repository.</summary>
public sealed partial class DeployFilesTests
{
    /// <summary>The settings classes of both hosts. A setting that no class has is read by nobody.</summary>
    private static readonly HashSet<string> _settings =
    [
        .. from assembly in (Assembly[])
            [
                typeof(GatewayOptions).Assembly, typeof(NodeOptions).Assembly, typeof(AiDevFramework.Settings.DotEnv).Assembly,
                typeof(LlmOptions).Assembly, typeof(PromptOptions).Assembly, typeof(SiloOptions).Assembly,
            ]
           from type in assembly.GetTypes()
           from property in type.GetProperties()
           let name = property.GetCustomAttribute<ConfigurationKeyNameAttribute>()?.Name
           where name is not null
           select name,
        "DOTNET_ENVIRONMENT",
        .. PodHosting.Variables,
    ];

    /// <summary>What silos need and gateways must not have.</summary>
    private static readonly string[] _ofSilosAlone = ["DATABASE_URL", "POSTGRES_PASSWORD", "OPENROUTER_API_KEY", "LANGFUSE_SECRET_KEY"];

    private static readonly string[] _composes = ["compose.yml", "compose.cluster.yml"];

    public static TheoryData<string> Composes => [.. _composes];

    [Fact]
    public void Dockerfile_CopiesWhatIsThere_AndEveryProjectThatTheGatewayNeeds()
    {
        var copied = DeployFolder.DockerInstructions.Where(line => line.StartsWith("COPY ", StringComparison.Ordinal) && !line.Contains("--from", StringComparison.Ordinal))
            .SelectMany(line => line.Split(' ')[1..^1]).Where(path => path.Length > 0).ToList();

        Assert.All(copied, path => Assert.True(Path.Exists(Path.Combine(Repository.Root, path)), path));
        foreach (var project in Closure("src/Gateway/Gateway.csproj"))
        {
            Assert.Contains(project, copied);
            Assert.Contains($"{Path.GetDirectoryName(project)}/packages.lock.json", copied);
        }
    }

    [Fact]
    public void Dockerfile_LeavesOutOfTheContext_NothingThatItCopies()
    {
        var kept = File.ReadLines(DeployFolder.File("Dockerfile.dockerignore")).Where(line => line.StartsWith('!')).Select(line => line[1..]).ToList();

        var copied = DeployFolder.DockerInstructions.Where(line => line.StartsWith("COPY ", StringComparison.Ordinal) && !line.Contains("--from", StringComparison.Ordinal))
            .SelectMany(line => line.Split(' ')[1..^1]);
        Assert.All(copied, path => Assert.Contains(kept, entry => $"{path.TrimEnd('/')}/".StartsWith($"{entry}/", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("silo", "Silo")]
    [InlineData("gateway", "Gateway")]
    public void Dockerfile_OfAHost_RunsItAndAsksForItsHealth(string stage, string host)
    {
        var lines = Stage(stage);

        Assert.True(File.Exists(Path.Combine(Repository.Root, "src", host, $"{host}.csproj")));
        Assert.Contains($"ENTRYPOINT [\"dotnet\", \"AiDevFramework.{host}.dll\"]", lines);
        Assert.Contains(lines, line => line.StartsWith("HEALTHCHECK", StringComparison.Ordinal)
            && line.EndsWith($"CMD [\"dotnet\", \"AiDevFramework.{host}.dll\", \"health\", \"ready\"]", StringComparison.Ordinal));
        Assert.Contains($"COPY --from=publish-{stage} /app ./", lines);
        Assert.Contains(Stage($"publish-{stage}"), line => line.StartsWith(
            $"RUN dotnet publish src/{host}/{host}.csproj -c Release --no-restore -o /app", StringComparison.Ordinal));
        int[] ports = host == "Silo" ? [new SiloOptions().Port, new NodeOptions().SiloPort, new NodeOptions().GatewayPort] : [new GatewayOptions().Port];
        Assert.Contains($"EXPOSE {string.Join(' ', ports)}", lines);
        Assert.Contains("USER 1654:1654", Stage("runtime"));
    }

    [Fact]
    public void Images_NameNoRegistry()
    {
        var images = _composes.SelectMany(ServicesOf).Select(service => service.Value["image"].Text)
            .Concat(DeployFolder.ReadManifests().SelectMany(Containers).Select(container => container["image"].Text))
            .Concat(DeployFolder.DockerInstructions.Where(line => line.StartsWith("FROM ", StringComparison.Ordinal)).Select(line => line.Split(' ')[^3]));

        Assert.All(images, image => Assert.DoesNotMatch("^[^/]*[.:][^/]*/", image)); // host or host:port
    }

    [Theory]
    [MemberData(nameof(Composes))]
    public void Compose_SetsSettingsThatExist(string file)
    {
        foreach (var (name, service) in ServicesOf(file).Where(service => service.Value["image"].Text.StartsWith("aidev-", StringComparison.Ordinal)))
        {
            var names = service["environment"].Members.Select(setting => setting.Key).ToList();
            Assert.NotEmpty(names);
            Assert.All(names, setting => Assert.Contains(setting, _settings));
            if (name.StartsWith("gateway", StringComparison.Ordinal))
            {
                Assert.DoesNotContain(names, setting => _ofSilosAlone.Contains(setting));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Composes))]
    public void Compose_AsksForTheVariablesOfItsExample_AndNoOthers(string file)
    {
        var asked = DeployFolder.ReadYaml(file)[0].Texts.SelectMany(text => Variable().Matches(text)).Select(match => match.Groups[1].Value);

        Assert.Equal(DeployFolder.ReadEnvironment(Path.ChangeExtension(file, ".env.example")).Keys.Order(), asked.Distinct().Order());
    }

    [Theory]
    [MemberData(nameof(Composes))]
    public void Compose_BuildsStagesThatExist_FromFilesThatExist(string file)
    {
        foreach (var build in ServicesOf(file).Select(service => service.Value["build"]).Where(build => build.Node is not null))
        {
            Assert.Equal(Repository.Root, Path.GetFullPath(DeployFolder.File(build["context"].Text)));
            Assert.True(File.Exists(Path.Combine(Repository.Root, build["dockerfile"].Text)));
            Assert.NotEmpty(Stage(build["target"].Text));
            Assert.All(build["args"].Members, argument => Assert.Contains($"ARG {argument.Key}", DeployFolder.DockerInstructions));
        }

        var mounts = ServicesOf(file).SelectMany(service => service.Value["volumes"].Items).Select(mount => mount.Text.Split(':')[0])
            .Where(path => path.StartsWith('.')).ToList();
        Assert.NotEmpty(mounts);
        Assert.All(mounts, path => Assert.True(File.Exists(DeployFolder.File(path)), path));
    }

    [Theory]
    [MemberData(nameof(Composes))]
    public void Compose_BuildsEachImageOnce(string file)
    {
        // Services that build one image at once fail each other: "image already exists".
        var images = ServicesOf(file).Select(service => service.Value)
            .Where(service => service["image"].Text.StartsWith("aidev-", StringComparison.Ordinal))
            .GroupBy(service => service["image"].Text, service => service["build"].Node is not null);

        Assert.All(images, builds => Assert.Single(builds, built => built));
    }

    [Fact]
    public void Compose_GivesGatewaysTheAddressesThatNginxAsks_AndTrustsNginx()
    {
        var services = DeployFolder.ReadYaml("compose.cluster.yml")[0]["services"];
        var port = new GatewayOptions().Port.ToString(CultureInfo.InvariantCulture);
        var gateways = services.Members.Where(service => service.Key.StartsWith("gateway", StringComparison.Ordinal)).Select(service => service.Value).ToList();

        var asked = ServerLine().Matches(File.ReadAllText(DeployFolder.File("nginx", "compose", "gateways.conf"))).Select(match => match.Groups[1].Value);
        Assert.Equal(gateways.Select(gateway => $"{Address(gateway)}:{port}"), asked);
        Assert.All(gateways, gateway => Assert.Equal(Address(services["nginx"]), gateway["environment"]["TRUSTED_PROXIES"].Text));
        Assert.All(gateways, gateway => // not the owner of the tables: whom gateway-user.sql makes
            Assert.StartsWith("postgresql://aidev_gateway:", gateway["environment"]["ORLEANS_DATABASE_URL"].Text, StringComparison.Ordinal));
        foreach (var silo in services.Members.Where(service => service.Key.StartsWith("silo", StringComparison.Ordinal)).Select(service => service.Value))
        {
            Assert.Equal(Address(silo), silo["environment"]["ORLEANS_ADVERTISED_ADDRESS"].Text);
        }
    }

    [Fact]
    public void Manifests_SetSettingsThatExist()
    {
        var manifests = DeployFolder.ReadManifests();
        var given = manifests.Where(manifest => manifest["kind"].Text is "ConfigMap" or "Secret")
            .ToDictionary(manifest => (manifest["kind"].Text, manifest["metadata"]["name"].Text), Names);
        foreach (var manifest in manifests)
        {
            foreach (var container in Containers(manifest))
            {
                var names = container["env"].Items.Select(setting => setting["name"].Text)
                    .Concat(container["envFrom"].Items.SelectMany(source =>
                        source["configMapRef"].Node is null ? given[("Secret", source["secretRef"]["name"].Text)] : given[("ConfigMap", source["configMapRef"]["name"].Text)]))
                    .ToList();
                Assert.All(names, name => Assert.Contains(name, _settings));
                if (container["name"].Text == "gateway")
                {
                    Assert.DoesNotContain(names, name => _ofSilosAlone.Contains(name));
                    Assert.Contains("ORLEANS_CLUSTER_ID", names);
                }
                else if (container["name"].Text == "silo")
                {
                    Assert.All(PodHosting.Variables.Skip(1), name => Assert.Contains(name, names)); // the first is Kubernetes' own
                }
            }
        }

        static List<string> Names(Yaml manifest) =>
            [.. manifest["data"].Members.Concat(manifest["stringData"].Members).Select(setting => setting.Key)];
    }

    [Fact]
    public void Manifests_TakeNoSettingsFromServicesOfTheNamespace()
    {
        // Of a service named postgres, Kubernetes would make POSTGRES_PORT=tcp://10.0.0.1:5432, and no process would start.
        var pods = DeployFolder.ReadManifests().Where(manifest => manifest["spec"]["template"]["spec"].Node is not null).ToList();

        Assert.NotEmpty(pods);
        Assert.All(pods, pod => Assert.Equal("false", pod["spec"]["template"]["spec"]["enableServiceLinks"].Text));
    }

    [Fact]
    public void Manifests_ListenAndAreAskedWhereTheHostsAre()
    {
        foreach (var container in DeployFolder.ReadManifests().SelectMany(Containers).Where(container => container["ports"].Node is not null))
        {
            int[] expected = container["name"].Text == "silo"
                ? [new SiloOptions().Port, new NodeOptions().SiloPort, new NodeOptions().GatewayPort] : [new GatewayOptions().Port];
            Assert.Equal(expected, container["ports"].Items.Select(port => int.Parse(port["containerPort"].Text, CultureInfo.InvariantCulture)));
            Assert.Equal("/health/live", container["startupProbe"]["httpGet"]["path"].Text);
            Assert.Equal("/health/live", container["livenessProbe"]["httpGet"]["path"].Text);
            Assert.Equal("/health/ready", container["readinessProbe"]["httpGet"]["path"].Text);
        }
    }

    [Theory]
    [InlineData("silo", "Silo")]
    [InlineData("gateway", "Gateway")]
    public async Task Unit_OfAHost_RunsItWithSettingsThatExist(string name, string host)
    {
        var unit = await File.ReadAllTextAsync(DeployFolder.File("systemd", $"aidev-{name}.service"), TestContext.Current.CancellationToken);
        var settings = DeployFolder.ReadEnvironment("systemd", $"{name}.env.example").Keys.ToList();

        Assert.Contains($"\nExecStart=/usr/bin/dotnet AiDevFramework.{host}.dll\n", unit, StringComparison.Ordinal);
        Assert.Contains($"\nEnvironmentFile=/etc/aidev/{name}.env\n", unit, StringComparison.Ordinal);
        Assert.Contains("\nRestart=always\n", unit, StringComparison.Ordinal);
        Assert.All(settings, setting => Assert.Contains(setting, _settings));
        if (name == "gateway")
        {
            Assert.DoesNotContain(settings, setting => _ofSilosAlone.Contains(setting));
        }
    }

    [Theory]
    [InlineData("aidev-silo.service")]
    [InlineData("aidev-gateway.service")]
    public async Task Unit_BeforeSystemdsOwnCheck_HasNoFault(string name)
    {
        if (Executables.Find("systemd-analyze") is not { } program)
        {
            Assert.False(Directory.Exists("/run/systemd/system"), "systemd runs here without systemd-analyze.");
            return; // no systemd, nothing to run the unit with
        }

        var folder = Directory.CreateTempSubdirectory("aidev-units-");
        try
        {
            // It wants the program to be there; where .NET is depends on the machine.
            var path = Path.Combine(folder.FullName, name);
            var unit = await File.ReadAllTextAsync(DeployFolder.File("systemd", name), TestContext.Current.CancellationToken);
            await File.WriteAllTextAsync(
                path, unit.Replace("/usr/bin/dotnet", "/usr/bin/env", StringComparison.Ordinal), TestContext.Current.CancellationToken);

            var result = await Tool.RunAsync([program, "verify", "--man=no", path], TestContext.Current.CancellationToken);

            Assert.True(result.ExitCode == 0, result.Output);
            Assert.DoesNotContain(name, result.Output, StringComparison.Ordinal); // what it only warns of
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static IEnumerable<string> Closure(string project)
    {
        var references = XDocument.Load(Path.Combine(Repository.Root, project)).Descendants("ProjectReference")
            .Select(reference => Path.GetRelativePath(
                Repository.Root, Path.GetFullPath(Path.Combine(Repository.Root, Path.GetDirectoryName(project)!, reference.Attribute("Include")!.Value))));
        return references.SelectMany(Closure).Prepend(project).Distinct();
    }

    /// <returns>The instructions of a build stage; none where there is no such stage.</returns>
    private static List<string> Stage(string name) =>
    [
        .. DeployFolder.DockerInstructions.SkipWhile(line => !(line.StartsWith("FROM ", StringComparison.Ordinal) && line.EndsWith($" AS {name}", StringComparison.Ordinal)))
            .Skip(1).TakeWhile(line => !line.StartsWith("FROM ", StringComparison.Ordinal)),
    ];

    private static IEnumerable<(string Key, Yaml Value)> ServicesOf(string compose) =>
        DeployFolder.ReadYaml(compose)[0]["services"].Members;

    private static IEnumerable<Yaml> Containers(Yaml manifest) => manifest["spec"]["template"]["spec"]["containers"].Items;

    private static string Address(Yaml service) => service["networks"]["cluster"]["ipv4_address"].Text;

    [GeneratedRegex(@"\$\{([A-Z_]+)")]
    private static partial Regex Variable();

    [GeneratedRegex(@"(?m)^server (\S+) ")]
    private static partial Regex ServerLine();
}
