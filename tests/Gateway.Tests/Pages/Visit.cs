using System.Net;
using AiDevFramework.Gateway.Tests.Support;

namespace AiDevFramework.Gateway.Tests.Pages;

/// <summary>A browser, as far as the server can tell: it sends the headers of one, keeps no cookie by itself and follows no redirect.</summary>
internal sealed class Visit : IDisposable
{
    private readonly HttpClient _http;

    public Visit(TestGateway gateway)
        : this(gateway.Client.BaseAddress!)
    {
    }

    public Visit(Uri address)
    {
        _http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = address };
        Origin = address.GetLeftPart(UriPartial.Authority);
        CookieName = $"aidev-{address.Port}";
    }

    public string Origin { get; }

    public string CookieName { get; }

    /// <summary>The session's cookie, sent with every request; empty: none.</summary>
    public string Session { get; set; } = "";

    public Task<HttpResponseMessage> GetAsync(string path, params (string Name, string Value)[] headers) => SendAsync(HttpMethod.Get, path, null, headers);

    /// <summary>As a form of our own page is sent.</summary>
    public Task<HttpResponseMessage> PostAsync(string path, params (string Name, string Value)[] fields) =>
        PostFromAsync(Origin, path, fields);

    /// <param name="origin">The header <c>Origin</c>; <see langword="null"/>: none.</param>
    public Task<HttpResponseMessage> PostFromAsync(string? origin, string path, params (string Name, string Value)[] fields) => SendAsync(
        HttpMethod.Post, path, new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value))),
        origin is null ? [] : [("Origin", origin)]);

    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, HttpContent? content, (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        if (Session.Length > 0)
        {
            request.Headers.TryAddWithoutValidation("Cookie", $"{CookieName}={Session}");
        }

        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return await _http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    /// <summary>Signs in, and asserts that it went well.</summary>
    public async Task SignInAsync(string token = TestGateway.AdminToken)
    {
        using var answer = await PostAsync("/login", ("token", token), ("return", "/"));
        Assert.Equal((HttpStatusCode.Redirect, "/"), (answer.StatusCode, answer.Headers.Location?.OriginalString));
        Session = SessionOf(answer) ?? throw new InvalidOperationException("No cookie came.");
    }

    /// <returns>The session that an answer sets; <see langword="null"/>: none.</returns>
    public string? SessionOf(HttpResponseMessage answer) => answer.Headers.TryGetValues("Set-Cookie", out var cookies)
        ? cookies.Where(cookie => cookie.StartsWith(CookieName + "=", StringComparison.Ordinal)).Select(cookie => cookie.Split('=', 2)[1].Split(';')[0]).FirstOrDefault()
        : null;

    public static Task<string> TextAsync(HttpResponseMessage answer) => answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

    public void Dispose() => _http.Dispose();
}
