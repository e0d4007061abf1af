using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using AiDevFramework.FakeOpenRouter;

namespace AiDevFramework.Gateway.Tests.FakeOpenRouter;

/// <summary>A plain OpenRouter client over the service's prompt files, written against the protocol and not against the fake.</summary>
internal sealed class FakeClient(FakeOpenRouterServer fake) : IDisposable
{
    private static readonly string s_prompts = FindPrompts();

    private readonly HttpClient _http = new(new HttpClientHandler { AllowAutoRedirect = false });

    public HttpClient Http => _http;

    /// <summary>System and user message of a prompt file, its placeholders filled.</summary>
    public static JsonArray Prompt(string file, params (string Name, string Value)[] values)
    {
        var text = File.ReadAllText(Path.Combine(s_prompts, file)).Replace("{{", "\u0001").Replace("}}", "\u0002");
        foreach (var (name, value) in values)
        {
            text = text.Replace("{" + name + "}", value);
        }

        var parts = text.Replace("\u0001", "{").Replace("\u0002", "}").Split("--- user ---");
        return
        [
            new JsonObject { ["role"] = "system", ["content"] = parts[0].Replace("--- system ---", "").Trim() },
            new JsonObject { ["role"] = "user", ["content"] = parts[1].Trim() },
        ];
    }

    public static JsonArray Prd(string idea = "A task list that sorts itself") =>
        Prompt("init_prompt.txt", ("idea", idea), ("event_storming", ""));

    public Task<HttpResponseMessage> SendAsync(
        JsonArray messages, bool stream, CancellationToken cancellationToken, string model = "openai/gpt-4o")
    {
        var body = new JsonObject { ["model"] = model, ["messages"] = messages.DeepClone(), ["stream"] = stream };
        var request = new HttpRequestMessage(HttpMethod.Post, fake.BaseAddress + "/chat/completions") { Content = JsonContent.Create(body) };
        return _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
    }

    /// <summary>The content of a clean answer that is not streamed.</summary>
    public async Task<string> AskAsync(JsonArray messages, CancellationToken cancellationToken)
    {
        using var response = await SendAsync(messages, stream: false, cancellationToken);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var body = JsonNode.Parse(await response.Content.ReadAsStringAsync(cancellationToken))!;
        return body["choices"]![0]!["message"]!["content"]!.GetValue<string>();
    }

    /// <summary>Reads a stream to its end by the rules of server-sent events.</summary>
    public async Task<StreamedAnswer> StreamAsync(JsonArray messages, CancellationToken cancellationToken)
    {
        using var response = await SendAsync(messages, stream: true, cancellationToken);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(cancellationToken), new UTF8Encoding(false));
        var answer = new StreamedAnswer();
        var data = new List<string>();
        while (await reader.ReadLineAsync(cancellationToken) is { } line)
        {
            if (line.StartsWith(':'))
            {
                answer.Comments++;
            }
            else if (line.StartsWith("data: ", StringComparison.Ordinal))
            {
                data.Add(line[6..]);
            }
            else if (line.Length == 0 && data.Count > 0)
            {
                answer.Read(string.Join('\n', data));
                data.Clear();
            }
        }

        return answer;
    }

    public void Dispose() => _http.Dispose();

    private static string FindPrompts()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "AiDevFramework.sln")))
            {
                return Path.Combine(folder.FullName, "prompts");
            }
        }

        throw new DirectoryNotFoundException("The tests run outside the repository.");
    }
}
