using System.Text.Json;

namespace AiDevFramework.Gateway.Oidc;

/// <summary>
/// Fetches the keys of an issuer: first what it says of itself, then the keys, from where it says they are. Nothing in a token leads anywhere, and
/// neither does an answer that points elsewhere.
/// </summary>
internal sealed class IssuerKeys(OidcOptions options) : IKeySource, IDisposable
{
    private const int MostBytes = 1024 * 1024;

    private static readonly JsonDocumentOptions _depth = new() { MaxDepth = 16 };

    private readonly Uri _issuer = IssuerAddress.Read(options.Authority) ?? throw new InvalidOperationException("The settings were not checked.");

    private readonly HttpClient _http = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        PooledConnectionLifetime = TimeSpan.FromMinutes(2), // an issuer that moves is found by its name again
    })
    {
        MaxResponseContentBufferSize = MostBytes,
        Timeout = Timeout.InfiniteTimeSpan, // whoever asks has a deadline
    };

    public TimeSpan Interval => TimeSpan.FromHours(1);

    public TimeSpan Retry => TimeSpan.FromSeconds(10);

    public async Task<KeySet> ReadAsync(CancellationToken cancellationToken)
    {
        var (issuer, keys) = ReadDescription(await GetAsync(IssuerAddress.DiscoveryOf(_issuer), cancellationToken));
        return new KeySet(issuer, KeySetReading.Read(await GetAsync(keys, cancellationToken)));
    }

    public void Dispose() => _http.Dispose();

    private (string Issuer, Uri Keys) ReadDescription(byte[] json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, _depth);
            var description = document.RootElement.ValueKind is JsonValueKind.Object ? document.RootElement : throw new FormatException();
            var issuer = ClaimReading.Text(description, "issuer") ?? "";
            if (!IssuerAddress.AreAlike(issuer, options.Authority))
            {
                throw new KeySourceException("the issuer says that it is another one; set OIDC_AUTHORITY to what it calls itself.");
            }

            return IssuerAddress.KeysOf(_issuer, ClaimReading.Text(description, "jwks_uri") ?? "") is { } keys
                ? (issuer, keys)
                : throw new KeySourceException("the issuer names no https address of its keys.");
        }
        catch (Exception exception) when (exception is JsonException or FormatException or InvalidOperationException)
        {
            throw new KeySourceException("what the issuer says of itself is no description of one.");
        }
    }

    private async Task<byte[]> GetAsync(Uri address, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await _http.GetAsync(address, cancellationToken);
            return response.StatusCode is System.Net.HttpStatusCode.OK
                ? await response.Content.ReadAsByteArrayAsync(cancellationToken)
                : throw new KeySourceException(FormattableString.Invariant($"{address} answers {(int)response.StatusCode}."));
        }
        catch (HttpRequestException exception)
        {
            throw new KeySourceException($"{address} cannot be reached ({exception.HttpRequestError}).");
        }
    }
}
