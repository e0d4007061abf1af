using System.Net;
using System.Text.Json;
using Microsoft.Extensions.Options;

namespace AiDevFramework.Llm;

/// <summary>Asks the provider things that cost nothing and that no run waits for: its models, and what a call cost.</summary>
internal sealed class ProviderLookups : IDisposable
{
    /// <summary>OpenRouter's list of models is about a megabyte.</summary>
    private const int MostBytes = 32 * 1024 * 1024;

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    private readonly string _baseUrl;
    private readonly ProviderConnection _connection;
    private readonly HttpClient _http;

    public ProviderLookups(IOptions<LlmOptions> options)
    {
        _baseUrl = options.Value.BaseUrl.TrimEnd('/');
        _connection = new ProviderConnection(options.Value);
        _http = new HttpClient(_connection.CreateHandler()) { MaxResponseContentBufferSize = MostBytes, Timeout = Timeout };
    }

    /// <returns><see langword="null"/> where the provider does not know yet, or never will: not all servers keep accounts.</returns>
    /// <exception cref="Exception">It could not be asked.</exception>
    public async Task<GenerationCost?> FindCostAsync(string generationId, CancellationToken cancellationToken)
    {
        using var answer = await GetAsync($"/generation?id={Uri.EscapeDataString(generationId)}", cancellationToken).ConfigureAwait(false);
        return answer is not null && answer.RootElement.ValueKind is JsonValueKind.Object
            && answer.RootElement.TryGetProperty("data", out var data) && data.ValueKind is JsonValueKind.Object
            ? CostOf(data)
            : null;
    }

    /// <returns>The body of <c>GET /models</c>; <see langword="null"/> where the server has no such list.</returns>
    /// <exception cref="Exception">It could not be asked.</exception>
    public Task<JsonDocument?> GetModelsAsync(CancellationToken cancellationToken) => GetAsync("/models", cancellationToken);

    public void Dispose() => _http.Dispose();

    /// <summary>The cost has two parts where the customer has a key of its own at a provider: the gateway's fee, and what that provider charged.</summary>
    internal static GenerationCost? CostOf(JsonElement data)
    {
        var total = Money.Plausible(LenientJson.Decimal(data, "total_cost"));
        if (LenientJson.Truth(data, "is_byok"))
        {
            total = Money.Plausible(total + Money.Plausible(LenientJson.Decimal(data, "upstream_inference_cost")));
        }

        return total is { } cost
            ? new GenerationCost(
                cost,
                LenientJson.Count(data, "native_tokens_prompt") ?? LenientJson.Count(data, "tokens_prompt"),
                LenientJson.Count(data, "native_tokens_completion") ?? LenientJson.Count(data, "tokens_completion"))
            : null;
    }

    private async Task<JsonDocument?> GetAsync(string path, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, _baseUrl + path);
        _connection.Sign(request);
        using var response = await _http.SendAsync(request, cancellationToken).ConfigureAwait(false);
        if (response.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.MethodNotAllowed)
        {
            return null;
        }

        response.EnsureSuccessStatusCode();
        using var body = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        return await JsonDocument.ParseAsync(body, cancellationToken: cancellationToken).ConfigureAwait(false);
    }
}
