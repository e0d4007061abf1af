using AiDevFramework.TestSupport.Processes;

namespace AiDevFramework.Docs.Tests.Blocks;

/// <summary>A terminal in which blocks are pasted one after the other, beside a service of its own on a free port.</summary>
internal sealed class Session : IAsyncDisposable
{
    private readonly AppProcess _service;

    private Session(AppProcess service) => _service = service;

    /// <summary>The service as a stranger starts it, nothing set but where it listens: pages find it by <c>AIDEV_URL</c>.</summary>
    public static async Task<Session> StartAsync(CancellationToken cancellationToken) => new(await AppProcess.StartAsync(
        AppHost.Gateway,
        new AppOptions
        {
            Environment = new Dictionary<string, string?>
            {
                ["DOTNET_ENVIRONMENT"] = "Development",
                ["ADMIN_TOKEN"] = null,
                ["RATE_LIMIT_ENABLED"] = null,
                ["EXAMPLE_ANSWER_MS"] = "200", // a person reads along, a test does not
            },
        },
        cancellationToken));

    public ValueTask DisposeAsync() => _service.DisposeAsync();

    /// <returns>What they print. Errors are apart: a block that runs as it stands has none.</returns>
    public async Task<(int ExitCode, string Output, string Errors)> PasteAsync(IEnumerable<ShellBlock> blocks, CancellationToken cancellationToken)
    {
        var script = Path.Combine(_service.Folder, "session.sh");
        var errors = Path.Combine(_service.Folder, "errors.txt");
        await File.WriteAllTextAsync(
            script, string.Concat(blocks.Select(block => $"echo '--- {block}'; echo '--- {block}' >&2\n{block.Text}\n")), cancellationToken);
        var result = await Tool.RunAsync(["bash", "-c", $"bash -e '{script}' 2> '{errors}'"], cancellationToken, configure: start =>
        {
            start.WorkingDirectory = _service.Folder;
            start.Environment["AIDEV_URL"] = _service.Address.GetLeftPart(UriPartial.Authority);
            start.Environment["NO_PROXY"] = "127.0.0.1,localhost";
        });
        var said = await File.ReadAllLinesAsync(errors, cancellationToken);
        return (result.ExitCode, result.Output, string.Join('\n', said.Where(line => !line.StartsWith("--- ", StringComparison.Ordinal))));
    }
}
