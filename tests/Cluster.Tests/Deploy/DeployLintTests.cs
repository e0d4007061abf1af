using AiDevFramework.TestSupport;
using AiDevFramework.TestSupport.Processes;

namespace AiDevFramework.Cluster.Tests.Deploy;

/// <summary>The schemas of Compose and Kubernetes and the grammar of Dockerfiles, from public packages.</summary>
public sealed class DeployLintTests : IDisposable
{
    private readonly DirectoryInfo _copy = Directory.CreateTempSubdirectory("aidev-deploy-");

    public void Dispose() => _copy.Delete(recursive: true);

    [Fact(Timeout = 300_000)]
    public async Task Lint_OfTheFolder_FindsNothing()
    {
        var result = await LintAsync(DeployFolder.Root, TestContext.Current.CancellationToken);

        Assert.True(result.ExitCode == 0, result.Output);
        Assert.Contains("are valid", result.Output, StringComparison.Ordinal);
    }

    [Theory(Timeout = 300_000)]
    [InlineData("Dockerfile", "FROM runtime AS silo", "FORM runtime AS silo", "Unknown instruction: FORM")]
    [InlineData("compose.cluster.yml", "    stop_signal: SIGTERM", "    stop_signals: SIGTERM", "\"stop_signals\"")]
    [InlineData("compose.yml", "    internal: true", "    internal: maybe", "/networks/database/internal")]
    [InlineData("compose.yml", "      - secrets:/run/aidev:ro", "      - secret:/run/aidev:ro", "secret, which is no volume")]
    [InlineData("compose.cluster.yml", "gateway-2: {condition: service_healthy}", "gateway-3: {condition: service_healthy}", "gateway-3, which is no service")]
    [InlineData("kubernetes/silo.yaml", "livenessProbe:", "livenesProbe:", "containers/0/livenesProbe is not known")]
    [InlineData("kubernetes/silo.yaml", "replicas: 3", "replicas: three", "/spec/replicas: type {\"type\":\"integer\"}")]
    [InlineData("kubernetes/gateway.yaml", "autoscaling/v2", "autoscaling/v3", "no HorizontalPodAutoscaler in autoscaling/v3")]
    [InlineData("kubernetes/gateway.yaml", "readOnlyRootFilesystem: true", "readOnlyRootFilesystem: false", "not confined")]
    [InlineData("kubernetes/ingress.yaml", "name: aidev-gateway", "name: aidev-gate", "Service aidev-gate, http does not exist")]
    [InlineData("kubernetes/settings.yaml", "name: aidev-gateway", "name: aidev-edge", "ConfigMap aidev-gateway does not exist")]
    public async Task Lint_OfAFaultyFolder_SaysWhatIsWrong(string file, string right, string wrong, string expected)
    {
        var cancellation = TestContext.Current.CancellationToken;
        foreach (var source in Directory.GetFiles(DeployFolder.Root, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(_copy.FullName, Path.GetRelativePath(DeployFolder.Root, source));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(source, target);
        }

        var path = Path.Combine(_copy.FullName, file);
        var text = await File.ReadAllTextAsync(path, cancellation);
        Assert.Contains(right, text, StringComparison.Ordinal);
        await File.WriteAllTextAsync(path, text.Replace(right, wrong, StringComparison.Ordinal), cancellation);

        var result = await LintAsync(_copy.FullName, cancellation);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains(expected, result.Output, StringComparison.Ordinal);
    }

    private static Task<ToolResult> LintAsync(string folder, CancellationToken cancellationToken) =>
        Tool.RunAsync([Path.Combine(Repository.Root, "tests", "deploy-lint", "lint.sh"), folder], cancellationToken);
}
