using System.Diagnostics;
using System.Text.Json;
using AiDevFramework.TestSupport;
using AiDevFramework.TestSupport.Processes;

namespace AiDevFramework.Grains.Tests.Llm;

/// <summary>An OpenAI-compatible server from npm, which shares no idea of the protocol with this project. Knows one key.</summary>
public sealed class OpenAiMock : IAsyncLifetime
{
    public const string Key = "sk-test-key";

    private readonly string _answers = Path.GetTempFileName();
    private Process _process = null!;

    internal string BaseUrl { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        await File.WriteAllTextAsync(_answers, JsonSerializer.Serialize(new object[]
        {
            Answer("a greeting", new { content = "Hällo, ünïcode 😀 there", usage = new { prompt_tokens = 30, completion_tokens = 5, total_tokens = 35 } }),
            Answer("a decision", new { content = """{"use_event_storming": false, "feature_count_estimate": 2}""" }),
            Answer("a long story", new { content = "Once upon a", finishReason = "length" }),
            Answer("a thought", new { content = "done", reasoning = "let me think" }),
            Answer("patience", new { error = new { message = "slow down", type = "rate_limit_error" }, status = 429 }),
            Answer("a failure", new { error = new { message = "broken", type = "server_error" }, status = 500 }),
        }));
        _process = await ChildProcesses.StartAsync(
            [Path.Combine(Repository.Root, "tests", "openai-mock", "run.sh"), _answers], "KILL", user: null, start =>
            {
                start.Environment["AIMOCK_API_KEYS"] = Key;
                (start.RedirectStandardInput, start.RedirectStandardOutput) = (true, true);
            });
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(4)); // it may have to be installed
        while (BaseUrl is null)
        {
            var line = await _process.StandardOutput.ReadLineAsync(deadline.Token)
                ?? throw new InvalidOperationException("The mock server ended before it listened.");
            BaseUrl = line.StartsWith("listening ", StringComparison.Ordinal) ? line["listening ".Length..] + "/v1" : null!;
        }

        static object Answer(string user, object response) => new { user, response };
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        File.Delete(_answers);
    }
}
