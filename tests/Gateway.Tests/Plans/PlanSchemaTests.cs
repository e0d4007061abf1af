using System.Net;
using System.Text.Json.Nodes;
using AiDevFramework.Gateway.Tests.Support;
using AiDevFramework.Grains.Abstractions.Documents;
using AiDevFramework.Grains.Abstractions.Projects;
using AiDevFramework.TestSupport;
using AiDevFramework.TestSupport.Processes;

namespace AiDevFramework.Gateway.Tests.Plans;

/// <summary>Served plans before the published JSON Schema, judged by ajv: a second opinion that shares no code with the writer.</summary>
[Trait("Runs", "Programs")]
public sealed class PlanSchemaTests : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("aidev-schema-");
    private TestGateway _gateway = null!;
    private JsonObject _schema = null!;

    public async ValueTask InitializeAsync()
    {
        _gateway = await TestGateway.StartAsync();
        using var response = await _gateway.SendAsync(HttpMethod.Get, "/schemas/plan-1.json");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        _schema = await response.JsonAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _gateway.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact(Timeout = 300_000)]
    public async Task Validate_OfServedPlans_FindsNothing()
    {
        var portal = PortalPlan.AddTo(_gateway.Cluster);
        var broken = PortalPlan.AddTo(_gateway.Cluster);
        _gateway.Cluster.Documents[broken] =
        [
            .. _gateway.Cluster.Documents[broken].Select(document => document with
            {
                ContentMd = document.ContentMd.Replace("F8", "F88", StringComparison.Ordinal).Replace("AC1.", "AC", StringComparison.Ordinal)
                    .Replace("### Feature 1", "### Feature 0", StringComparison.Ordinal).Replace("3 weeks", "soon", StringComparison.Ordinal),
            }),
        ];
        var rich = PortalPlan.AddTo(_gateway.Cluster);
        _gateway.Cluster.Documents[rich] = [.. _gateway.Cluster.Documents[rich].Select(Rich)];
        var empty = _gateway.Cluster.Add(WorkflowStatus.Created).Id;

        var result = await ValidateAsync([await PlanAsync(portal), await PlanAsync(broken), await PlanAsync(rich), await PlanAsync(empty), await PlanAsync(portal, "?part=fit")]);

        Assert.True(result.ExitCode == 0, result.Output);
    }

    [Fact(Timeout = 300_000)]
    public async Task Validate_OfAPlanWithFaults_FindsEach()
    {
        var plan = JsonNode.Parse(await PlanAsync(PortalPlan.AddTo(_gateway.Cluster)))!;
        plan["verdict"] = "PERFECT";
        plan["features"]![0]!["id"] = "Feature 1";
        plan["stages"]![0]!.AsObject().Remove("gates");

        var result = await ValidateAsync([plan.ToJsonString()]);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("/verdict", result.Output, StringComparison.Ordinal);
        Assert.Contains("/features/0/id", result.Output, StringComparison.Ordinal);
        Assert.Contains("'gates'", result.Output, StringComparison.Ordinal);
    }

    /// <summary>A member that the schema does not know would be told to nobody.</summary>
    [Fact]
    public async Task Schema_OfEveryMember_DescribesIt()
    {
        var rich = PortalPlan.AddTo(_gateway.Cluster);
        _gateway.Cluster.Documents[rich] = [.. _gateway.Cluster.Documents[rich].Select(Rich)];

        Assert.Empty(Unknown(JsonNode.Parse(await PlanAsync(rich))!, _schema, ""));
    }

    private static DocumentView Rich(DocumentView document) => document with
    {
        ContentMd = document.ContentMd
            .Replace("**Assumptions**:\n", "**Assumptions**:\n- A1: acht Rampen (Q1)\n", StringComparison.Ordinal)
            .Replace("### Feature 7: Abweichungen an den Einkauf melden\n", "### Feature 7: Abweichungen an den Einkauf melden\n**Priority**: SHOULD\n**Needs**: F5\n", StringComparison.Ordinal)
            .Replace("## Third-Party Services\n", "## Data Model\n- Avis: Felder (F3)\n\n## Interfaces\n- I1 POST /avis (F3): ein, aus\n\n## Third-Party Services\n- Mail: Postmark (F7), if it is down mails wait\n", StringComparison.Ordinal)
            .Replace("\n\n## Stage 1", "\n- X1 AC7.3 (SHOULD, 5 days, C6): von Hand\n\n## Stage 1", StringComparison.Ordinal)
            .Replace("T1.3 Abgleich (F2; after T1.1, T1.2)", "T1.3 Abgleich (F2; after T1.1, T1.2; 3 days; lead 10 days; verify AC2.1, AC9.9)", StringComparison.Ordinal),
    };

    private static IEnumerable<string> Unknown(JsonNode value, JsonNode schema, string path)
    {
        while (schema["$ref"] is { } reference)
        {
            schema = schema.Root["$defs"]![((string)reference!)["#/$defs/".Length..]]!;
        }

        return value switch
        {
            JsonArray items => items.SelectMany((item, index) => Unknown(item!, schema["items"]!, $"{path}/{index}")),
            JsonObject members when schema["properties"] is JsonObject known =>
                members.SelectMany(member => known[member.Key] is { } part ? Unknown(member.Value!, part, $"{path}/{member.Key}") : [$"{path}/{member.Key}"]),
            _ => [],
        };
    }

    private async Task<string> PlanAsync(Guid project, string query = "")
    {
        using var response = await _gateway.GetAsync($"/api/v1/projects/{project}/plan{query}");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    private async Task<ToolResult> ValidateAsync(IReadOnlyList<string> plans)
    {
        List<string> files = [Path.Combine(_folder.FullName, "schema.json")];
        await File.WriteAllTextAsync(files[0], _schema.ToJsonString(), TestContext.Current.CancellationToken);
        foreach (var plan in plans)
        {
            files.Add(Path.Combine(_folder.FullName, $"plan-{files.Count}.json"));
            await File.WriteAllTextAsync(files[^1], plan, TestContext.Current.CancellationToken);
        }

        return await Tool.RunAsync([Path.Combine(Repository.Root, "tests", "schema-check", "check.sh"), .. files], TestContext.Current.CancellationToken);
    }
}
