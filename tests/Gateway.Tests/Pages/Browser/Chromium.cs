using System.Diagnostics;
using System.Net.WebSockets;
using System.Text.Json;
using System.Text.Json.Nodes;
using AiDevFramework.TestSupport;
using AiDevFramework.TestSupport.Processes;

namespace AiDevFramework.Gateway.Tests.Pages.Browser;

/// <summary>A real browser with tabs, driven over its own protocol for tools. All waits end with the test.</summary>
internal sealed class Chromium : IAsyncDisposable
{
    private static readonly string[] _names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

    private readonly Process _process;
    private readonly DirectoryInfo _profile;
    private readonly ClientWebSocket _socket = new();
    private readonly Dictionary<int, TaskCompletionSource<JsonNode>> _asked = [];
    private readonly Lock _lock = new();
    private readonly List<string> _console = [];
    private readonly SemaphoreSlim _sending = new(1);
    private Task _receiving = Task.CompletedTask;
    private int _number;

    private Chromium(Process process, DirectoryInfo profile) => (_process, _profile) = (process, profile);

    /// <summary>What pages wrote to the console, and what broke in their scripts.</summary>
    public IReadOnlyList<string> Console
    {
        get
        {
            lock (_lock)
            {
                return [.. _console];
            }
        }
    }

    public static async Task<Chromium> StartAsync(CancellationToken cancellationToken)
    {
        var program = _names.Select(Executables.Find).FirstOrDefault(path => path is not null);
        Assert.True(program is not null, "This test runs the page in a browser: install one (Debian: apt-get install chromium), as ./test.sh does.");
        FastSuite.Refuse(program);
        var profile = Directory.CreateTempSubdirectory("aidev-browser-");
        var start = new ProcessStartInfo(program) { RedirectStandardError = true };
        foreach (var argument in (string[])[
            "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", $"--user-data-dir={profile.FullName}",
            "--remote-debugging-port=0", "--host-resolver-rules=MAP * 127.0.0.1", "about:blank"])
        {
            start.ArgumentList.Add(argument);
        }

        var browser = new Chromium(Process.Start(start)!, profile);
        await browser.ConnectAsync(cancellationToken);
        return browser;
    }

    public async Task<ChromiumTab> OpenTabAsync(CancellationToken cancellationToken)
    {
        var target = await AskAsync("Target.createTarget", new JsonObject { ["url"] = "about:blank" }, null, cancellationToken);
        var attached = await AskAsync(
            "Target.attachToTarget", new JsonObject { ["targetId"] = (string)target["targetId"]!, ["flatten"] = true }, null, cancellationToken);
        var tab = new ChromiumTab(this, (string)attached["sessionId"]!, (string)target["targetId"]!);
        await tab.AskAsync("Runtime.enable", [], cancellationToken);
        await tab.AskAsync("Log.enable", [], cancellationToken);
        return tab;
    }

    public async Task<JsonNode> AskAsync(string method, JsonObject parameters, string? session, CancellationToken cancellationToken)
    {
        var answer = new TaskCompletionSource<JsonNode>(TaskCreationOptions.RunContinuationsAsynchronously);
        var number = Interlocked.Increment(ref _number);
        lock (_lock)
        {
            _asked[number] = answer;
        }

        var request = new JsonObject { ["id"] = number, ["method"] = method, ["params"] = parameters };
        if (session is not null)
        {
            request["sessionId"] = session;
        }

        await _sending.WaitAsync(cancellationToken);
        try
        {
            await _socket.SendAsync(JsonSerializer.SerializeToUtf8Bytes(request), WebSocketMessageType.Text, true, cancellationToken);
        }
        finally
        {
            _sending.Release();
        }

        return await answer.Task.WaitAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        await _receiving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _socket.Dispose();
        _process.Dispose();
        _sending.Dispose();
        _profile.Delete(recursive: true);
    }

    private async Task ConnectAsync(CancellationToken cancellationToken)
    {
        const string announcement = "DevTools listening on ";
        string? line;
        do
        {
            line = await _process.StandardError.ReadLineAsync(cancellationToken);
        }
        while (line?.StartsWith(announcement, StringComparison.Ordinal) is false);

        _ = _process.StandardError.ReadToEndAsync(CancellationToken.None); // so that it never waits for a reader
        await _socket.ConnectAsync(new Uri(line![announcement.Length..]), cancellationToken);
        _receiving = ReceiveAsync();
    }

    private async Task ReceiveAsync()
    {
        var buffer = new byte[64 * 1024];
        using var message = new MemoryStream();
        while (true)
        {
            var part = await _socket.ReceiveAsync(buffer, CancellationToken.None);
            message.Write(buffer, 0, part.Count);
            if (part.EndOfMessage)
            {
                Take(JsonNode.Parse(message.ToArray())!);
                message.SetLength(0);
            }
        }
    }

    private void Take(JsonNode message)
    {
        lock (_lock)
        {
            if (message["id"] is { } number && _asked.Remove((int)number, out var asked))
            {
                if (message["result"] is { } result)
                {
                    asked.SetResult(result.DeepClone());
                }
                else
                {
                    asked.SetException(new InvalidOperationException(message.ToJsonString()));
                }
            }
            else if ((string?)message["method"] is "Runtime.consoleAPICalled" or "Runtime.exceptionThrown" or "Log.entryAdded")
            {
                _console.Add(message["params"]!.ToJsonString());
            }
        }
    }
}
