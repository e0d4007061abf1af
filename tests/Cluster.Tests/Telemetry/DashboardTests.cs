using System.Text.Json;
using System.Text.RegularExpressions;
using AiDevFramework.Cluster.Tests.Deploy;
using AiDevFramework.Gateway.Api;
using AiDevFramework.Gateway.Settings;
using AiDevFramework.Grains.Telemetry;
using AiDevFramework.Hosting.Connections;
using AiDevFramework.Hosting.Telemetry;
using AiDevFramework.Llm;
using AiDevFramework.Silo.Hosting;
using AiDevFramework.Storage;

namespace AiDevFramework.Cluster.Tests.Telemetry;

/// <summary>The Grafana dashboard of <c>deploy/</c> asks for nothing that no process has, and forgets nothing that ours have.</summary>
[Collection(nameof(ObservedRun))]
public sealed partial class DashboardTests(TelemetryFixture fixture)
{
    private static readonly JsonElement _dashboard =
        JsonDocument.Parse(File.ReadAllText(DeployFolder.File("grafana", "dashboard.json"))).RootElement;

    private static readonly List<JsonElement> _panels = [.. _dashboard.GetProperty("panels").EnumerateArray()];

    /// <summary>Whose properties are the instruments of the product.</summary>
    private static readonly Type[] _instruments =
    [
        typeof(WorkflowInstruments), typeof(CallInstruments), typeof(CommitInstruments), typeof(GatewayInstruments),
        typeof(ConnectionInstruments), typeof(ExportInstruments),
    ];

    private static readonly List<string> _expressions =
    [
        .. from panel in _panels
           where panel.TryGetProperty("targets", out _)
           from target in panel.GetProperty("targets").EnumerateArray()
           select target.GetProperty("expr").GetString(),
    ];

    [Fact]
    public void Queries_OfAllPanels_NameMetricsOfARealScrape()
    {
        var names = fixture.Scrape.Names;
        var asked = _expressions.SelectMany(MetricsOf).Distinct().ToList();

        Assert.NotEmpty(asked);
        Assert.All(asked, name => Assert.Contains(name, names));
    }

    [Fact]
    public void Queries_OfAllPanels_ShowEveryInstrumentOfOurs()
    {
        var asked = _expressions.SelectMany(MetricsOf).Select(name => Suffix().Replace(name, "")).ToHashSet();
        var ours = fixture.Scrape.Names.Where(name => name.StartsWith("aidev_", StringComparison.Ordinal))
            .Select(name => Suffix().Replace(name, "")).ToHashSet();

        Assert.Equal(_instruments.Sum(owner => owner.GetProperties().Length), ours.Count); // a scrape has them all
        Assert.Empty(ours.Except(asked));
    }

    [Fact]
    public void Queries_OfVariables_NameMetricsOfARealScrape()
    {
        var queries = _dashboard.GetProperty("templating").GetProperty("list").EnumerateArray()
            .Where(variable => variable.GetProperty("type").GetString() == "query")
            .Select(variable => variable.GetProperty("query").GetProperty("query").GetString()!);

        Assert.All(queries, query => Assert.Contains(LabelValues().Match(query).Groups[1].Value, fixture.Scrape.Names));
    }

    [Fact]
    public void Panels_OfTheDashboard_HaveIdsOfTheirOwnAndDoNotOverlap()
    {
        Assert.Equal(_panels.Count, _panels.Select(panel => panel.GetProperty("id").GetInt32()).Distinct().Count());
        var cells = _panels.Select(panel => panel.GetProperty("gridPos"))
            .SelectMany(place => from x in Enumerable.Range(place.GetProperty("x").GetInt32(), place.GetProperty("w").GetInt32())
                                 from y in Enumerable.Range(place.GetProperty("y").GetInt32(), place.GetProperty("h").GetInt32())
                                 select (x, y)).ToList();
        Assert.Equal(cells.Count, cells.Distinct().Count());
        Assert.All(cells, cell => Assert.InRange(cell.x, 0, 23));
    }

    [Fact]
    public void Targets_OfThePrometheusExample_ListenWhereTheHostsDo()
    {
        var configuration = DeployFolder.ReadYaml("grafana", "prometheus.yml").Single();

        Assert.All(configuration["scrape_configs"].Items, job => Assert.All(
            job["static_configs"].Items.SelectMany(config => config["targets"].Items),
            target => Assert.EndsWith(
                job["job_name"].Text == "aidev-silo" ? $":{new SiloOptions().Port}" : $":{new GatewayOptions().Port}", target.Text, StringComparison.Ordinal)));
    }

    /// <summary>A metric stands before its selector; all of ours have one.</summary>
    private static IEnumerable<string> MetricsOf(string expression) => Metric().Matches(expression).Select(match => match.Groups[1].Value);

    [GeneratedRegex(@"([a-zA-Z_:][a-zA-Z0-9_:]*)\{")]
    private static partial Regex Metric();

    [GeneratedRegex("_(total|bucket|sum|count)$")]
    private static partial Regex Suffix();

    [GeneratedRegex(@"^label_values\(([a-z_]+)")]
    private static partial Regex LabelValues();
}
