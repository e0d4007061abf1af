using AiDevFramework.TestSupport;
using AiDevFramework.TestSupport.Processes;

namespace AiDevFramework.Docs.Tests.Blocks;

/// <summary>Blocks that start the service start it: exactly as they stand, in the root of the repository.</summary>
[Trait("Runs", "Programs")]
public sealed class StartTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string, int> Blocks()
    {
        var data = new TheoryData<string, int>();
        foreach (var block in Pages.Documentation().SelectMany(page => ShellBlock.Read(page, Pages.Text(page))))
        {
            if (block is { NotRun: null, StartsTheService: true })
            {
                data.Add(block.Page, block.Line);
            }
        }

        return data;
    }

    [Theory(Timeout = 300_000)]
    [MemberData(nameof(Blocks))]
    public async Task ABlockThatStartsTheService_EndsWithAServiceThatAnswers(string page, int line)
    {
        var block = ShellBlock.Read(page, Pages.Text(page)).Single(block => block.Line == line);
        var data = Directory.CreateTempSubdirectory("aidev-start-");
        using var process = await ChildProcesses.StartAsync(["bash", "-e", "-c", block.Text], "KILL", user: null, start =>
        {
            start.WorkingDirectory = Repository.Root;
            start.RedirectStandardOutput = true;
            start.RedirectStandardError = true;
            start.Environment["Configuration"] = Configuration; // "dotnet run" finds what the tests were built with
            start.Environment["DATA_DIR"] = data.FullName;
            start.Environment["HOST"] = "127.0.0.1";
            start.Environment["PORT"] = "0";
            start.Environment["LANGFUSE_HOST"] = "http://127.0.0.1:9"; // nobody listens there: nothing leaves this machine
        });
        try
        {
            var output = new OutputLog();
            output.Follow(process);
            var listening = await output.WaitForAsync(said => AppHost.Gateway.AddressIn(said) is not null, TimeSpan.FromMinutes(4), Cancellation);
            var models = await output.WaitForAsync(said => said.TrimStart().StartsWith("Models", StringComparison.Ordinal), TimeSpan.FromSeconds(30), Cancellation);

            using var client = new HttpClient { BaseAddress = AppHost.Gateway.AddressIn(listening) };
            using var health = await client.GetAsync(new Uri("/health", UriKind.Relative), Cancellation);

            Assert.True(health.IsSuccessStatusCode, output.Text);
            Assert.Contains(ProviderOf(block.Text), models, StringComparison.Ordinal);
        }
        finally
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None);
            data.Delete(recursive: true);
        }
    }

    private static string Configuration => new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar)).Parent!.Name;

    /// <summary>Who answers, as the banner has to say it.</summary>
    private static string ProviderOf(string block) => block switch
    {
        _ when block.Contains("OPENROUTER_BASE_URL=", StringComparison.Ordinal) => "OpenAI-compatible server",
        _ when block.Contains("OPENROUTER_API_KEY=", StringComparison.Ordinal) => "OpenRouter",
        _ => "offline planner",
    };
}
