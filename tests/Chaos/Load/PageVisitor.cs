using System.Net;

namespace AiDevFramework.Chaos.Load;

/// <summary>A browser without scripts: signs in with a key by the form, and again where its session is not known.</summary>
internal sealed class PageVisitor : IDisposable
{
    private readonly IReadOnlyList<HttpClient> _gateways;
    private readonly string?[] _sessions;
    private readonly string _key;

    public PageVisitor(IReadOnlyList<Uri> gateways, string key)
    {
        _key = key;
        _sessions = new string?[gateways.Count];
        _gateways =
        [
            .. gateways.Select(address => new HttpClient(
                new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, AutomaticDecompression = DecompressionMethods.All })
            {
                BaseAddress = address,
                Timeout = RecordingApi.Patience,
            }),
        ];
    }

    /// <returns>Status and HTML; a page that leads to the login is 401.</returns>
    public async Task<(int Status, string Html)> GetAsync(int gateway, string path, CancellationToken cancellationToken)
    {
        _sessions[gateway] ??= await SignInAsync(gateway, cancellationToken);
        if (_sessions[gateway] is not { } session)
        {
            return (0, "");
        }

        using var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { { "Cookie", session }, { "Sec-Fetch-Dest", "document" } } };
        using var answer = await _gateways[gateway].SendAsync(request, cancellationToken);
        if (answer.StatusCode is HttpStatusCode.Redirect or HttpStatusCode.SeeOther or HttpStatusCode.Unauthorized)
        {
            _sessions[gateway] = null;
            return (401, "");
        }

        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync(cancellationToken));
    }

    public void Dispose()
    {
        foreach (var http in _gateways)
        {
            http.Dispose();
        }
    }

    /// <returns>The cookie; <see langword="null"/> where the gateway could not tell whether the key is good.</returns>
    private async Task<string?> SignInAsync(int gateway, CancellationToken cancellationToken)
    {
        var http = _gateways[gateway];
        using var request = new HttpRequestMessage(HttpMethod.Post, "/login")
        {
            Content = new FormUrlEncodedContent([new("token", _key), new("return", "/")]),
            Headers = { { "Origin", http.BaseAddress!.GetLeftPart(UriPartial.Authority) } },
        };
        using var answer = await http.SendAsync(request, cancellationToken);
        return answer.Headers.TryGetValues("Set-Cookie", out var cookies)
            ? cookies.First(cookie => cookie.StartsWith("aidev-", StringComparison.Ordinal)).Split(';')[0]
            : null;
    }
}
