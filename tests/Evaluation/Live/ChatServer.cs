using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace AiDevFramework.Evaluation.Live;

/// <summary>An OpenAI-compatible server with the model that judges.</summary>
/// <param name="Key">Empty for none.</param>
internal sealed record ChatServer(Uri BaseAddress, string Model, string Key) : IDisposable
{
    /// <summary>Answers of a slow model on a laptop.</summary>
    private static readonly TimeSpan _limit = TimeSpan.FromMinutes(10);

    private readonly HttpClient _http = new() { Timeout = _limit };

    /// <summary>Of <c>JUDGE_BASE_URL</c>, <c>JUDGE_MODEL</c> and <c>JUDGE_API_KEY</c>.</summary>
    /// <returns><see langword="null"/> where there is none.</returns>
    /// <exception cref="FormatException">The address is none, or there is no model.</exception>
    public static ChatServer? OfEnvironment(Func<string, string?> setting)
    {
        if (setting("JUDGE_BASE_URL") is not { Length: > 0 } address)
        {
            return null;
        }

        return Uri.TryCreate(address.TrimEnd('/') + "/", UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"
            ? new ChatServer(uri, ModelOf(setting("JUDGE_MODEL")), setting("JUDGE_API_KEY") ?? "")
            : throw new FormatException("JUDGE_BASE_URL takes an address such as https://openrouter.ai/api/v1.");
    }

    /// <returns>The text of the answer.</returns>
    /// <exception cref="HttpRequestException">There is none.</exception>
    public async Task<string> AskAsync(string system, string user, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(BaseAddress, "chat/completions"))
        {
            Content = JsonContent.Create(new
            {
                model = Model,
                temperature = 0,
                messages = new[] { new { role = "system", content = system }, new { role = "user", content = user } },
            }),
        };
        if (Key.Length > 0)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Key);
        }

        using var response = await _http.SendAsync(request, cancellationToken);
        response.EnsureSuccessStatusCode();
        using var json = JsonDocument.Parse(await response.Content.ReadAsStringAsync(cancellationToken));
        return json.RootElement.TryGetProperty("choices", out var choices) && choices.GetArrayLength() > 0
            && choices[0].GetProperty("message").GetProperty("content").GetString() is { } text
            ? text
            : throw new HttpRequestException("The judge answered without a text.");
    }

    public void Dispose() => _http.Dispose();

    private static string ModelOf(string? setting) =>
        setting is { Length: > 0 } ? setting : throw new FormatException("JUDGE_MODEL is missing: which model of the server judges.");
}
