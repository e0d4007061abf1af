using Microsoft.Playwright;

namespace AiDevFramework.Browser.Tests.Product;

/// <summary>Signs in as the form of the page does.</summary>
internal static class SignIn
{
    /// <param name="token">The admin token, or a key.</param>
    /// <returns>The session's cookie.</returns>
    /// <exception cref="InvalidOperationException">The token opened nothing; the message has the answer's status.</exception>
    public static async Task<Cookie> ByFormAsync(Uri address, string token, CancellationToken cancellationToken)
    {
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = address };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/login")
        {
            Content = new FormUrlEncodedContent([new("token", token), new("return", "/")]),
        };
        request.Headers.Add("Origin", address.GetLeftPart(UriPartial.Authority));
        using var answer = await http.SendAsync(request, cancellationToken);
        var cookie = answer.Headers.TryGetValues("Set-Cookie", out var cookies)
            ? cookies.Single(one => one.StartsWith("aidev-", StringComparison.Ordinal)).Split(';')[0].Split('=', 2)
            : throw new InvalidOperationException($"Signing in was answered with {(int)answer.StatusCode}.");
        return new Cookie { Name = cookie[0], Value = cookie[1], Domain = address.Host, Path = "/", HttpOnly = true };
    }
}
