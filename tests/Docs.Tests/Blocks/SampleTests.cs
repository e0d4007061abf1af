using System.Net;
using System.Text;
using System.Text.Json;
using AiDevFramework.TestSupport.Api;
using AiDevFramework.TestSupport.Processes;

namespace AiDevFramework.Docs.Tests.Blocks;

/// <summary>The samples work: every request of the file for editors is sent as it stands there.</summary>
[Trait("Runs", "Programs")]
public sealed class SampleTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact(Timeout = 180_000)]
    public async Task RequestFile_SentFromTopToBottom_IsAnswered()
    {
        await using var service = await AppProcess.StartAsync(
            AppHost.Gateway, new AppOptions { Environment = new Dictionary<string, string?> { ["OFFLINE_PLANNER_DELAY_MS"] = "0", ["EXAMPLE_ANSWER_MS"] = "0" } }, Cancellation);
        using var api = new ApiClient(service.Address, AppProcess.AdminToken);
        using var client = new HttpClient();
        var file = new RequestFile(Pages.Text("samples/aidev.http"));
        file.Set("host", service.Address.GetLeftPart(UriPartial.Authority));
        file.Set("token", AppProcess.AdminToken);
        var answers = new List<(string Request, HttpStatusCode Status)>();

        foreach (var request in file.Requests)
        {
            using var message = MessageOf(file, request);
            using var response = await client.SendAsync(message, Cancellation);
            var answer = JsonSerializer.Deserialize<JsonElement>(await response.Content.ReadAsStringAsync(Cancellation));
            file.Remember(request, answer);
            answers.Add(($"{request.Method} {request.Url}", response.StatusCode));
            if (request.Url.EndsWith("/start-workflow", StringComparison.Ordinal))
            {
                await api.WaitForEndAsync(answer.GetProperty("project_id").GetGuid(), TimeSpan.FromSeconds(60), Cancellation); // a person reads slowly
            }
        }

        Assert.True(answers.Count > 10, "The file lost requests.");
        Assert.All(answers, answer => Assert.True(
            (int)answer.Status is >= 200 and < 300 || (answer.Status is HttpStatusCode.Conflict && EndsARun(answer.Request)), $"{answer}"));
    }

    /// <summary>The project has ended when these come, as it has for a person who sends one request after the other.</summary>
    private static bool EndsARun(string request) =>
        request.EndsWith("/retry", StringComparison.Ordinal) || request.EndsWith("/cancel", StringComparison.Ordinal);

    private static HttpRequestMessage MessageOf(RequestFile file, FileRequest request)
    {
        var message = new HttpRequestMessage(request.Method, file.Fill(request.Url));
        if (request.Body is { } body)
        {
            message.Content = new StringContent(file.Fill(body), Encoding.UTF8, "application/json");
        }

        foreach (var (name, value) in request.Headers.Where(header => header.Key != "Content-Type"))
        {
            message.Headers.Add(name, file.Fill(value));
        }

        return message;
    }
}
