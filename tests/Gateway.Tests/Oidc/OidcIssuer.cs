using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;
using AiDevFramework.Gateway.Tests.Support;
using AiDevFramework.TestSupport;
using AiDevFramework.TestSupport.Processes;

namespace AiDevFramework.Gateway.Tests.Oidc;

/// <summary>Two issuers of npm's oidc-provider, which share no idea of tokens with this project. One process for each test.</summary>
public sealed class OidcIssuer : IAsyncLifetime
{
    private const string Secret = "a secret of the tests, which opens nothing else";

    private readonly HttpClient _http = new();
    private Process _process = null!;

    internal string Address { get; private set; } = null!;

    /// <summary>Another issuer, with the same clients and keys of its own.</summary>
    internal string Other { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        _process = await ChildProcesses.StartAsync(
            [Path.Combine(Repository.Root, "tests", "oidc-issuer", "run.sh")], "KILL", user: null,
            start => (start.RedirectStandardInput, start.RedirectStandardOutput) = (true, true));
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(4)); // it may have to be installed
        while (Address is null)
        {
            var line = await _process.StandardOutput.ReadLineAsync(deadline.Token)
                ?? throw new InvalidOperationException("The issuer ended before it listened.");
            if (line.StartsWith('{'))
            {
                var addresses = System.Text.Json.Nodes.JsonNode.Parse(line)!;
                (Address, Other) = ((string)addresses["issuer"]!, (string)addresses["other"]!);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    /// <param name="audience">The name in the resource: <c>plans</c>, or another service.</param>
    /// <param name="client">Who asks; the tokens' <c>sub</c>.</param>
    internal async Task<string> TokenAsync(
        string algorithm = "RS256", string audience = "plans", string scope = "plans:read plans:write", string client = TokenDraft.Subject, int lasts = 600,
        string? from = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{from ?? Address}/token")
        {
            Content = new FormUrlEncodedContent(
            [
                new("grant_type", "client_credentials"), new("resource", FormattableString.Invariant($"urn:{audience}:{algorithm}:{lasts}")), new("scope", scope),
            ]),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue(
            "Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{client}:{Uri.EscapeDataString(Secret)}")));
        using var answer = await _http.SendAsync(request, TestContext.Current.CancellationToken);
        return (string)(await answer.JsonAsync())["access_token"]!;
    }

    internal Task<string> IdTokenAsync() => _http.GetStringAsync(new Uri($"{Address}/test/id-token"), TestContext.Current.CancellationToken);

    /// <param name="what">rotate, away, back.</param>
    internal async Task DoAsync(string what)
    {
        using var answer = await _http.PostAsync(new Uri($"{Address}/test/{what}"), content: null, TestContext.Current.CancellationToken);
        answer.EnsureSuccessStatusCode();
    }
}
