using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using AiDevFramework.Gateway.Identity;
using AiDevFramework.Gateway.Oidc;
using AiDevFramework.Gateway.Tests.Oidc;
using AiDevFramework.Gateway.Tests.Progress;
using AiDevFramework.Gateway.Tests.Support;
using AiDevFramework.Grains.Abstractions.People;
using Microsoft.Extensions.DependencyInjection;

namespace AiDevFramework.Gateway.Tests.Authorization;

/// <summary>
/// Calls every operation that the API description has with every kind of token, and lists what is answered as it must not be. What a new
/// operation answers to strangers is looked at without anybody having to think of it.
/// </summary>
internal sealed class AuthorizationWalk(WholeGateway gateway, JsonObject description)
{
    /// <summary>Of the examples in the description, so that their bodies fit.</summary>
    private static readonly Guid _owner = Guid.Parse(TestGateway.UserId);

    private readonly List<string> _faults = [];
    private readonly List<string> _secrets = [];

    /// <summary>Whoever comes with keys, and whoever comes with tokens of an issuer.</summary>
    private readonly List<Member> _members = [];

    /// <summary>Operations that anybody may call.</summary>
    private static readonly string[] _open = ["GET /health"];

    /// <summary>Parameters of the query without which an operation does nothing.</summary>
    private static readonly string[] _needed = ["at"];

    public static async Task<IReadOnlyList<string>> FaultsAsync(WholeGateway gateway)
    {
        using var answer = await gateway.Client.GetAsync("/openapi/v1.json", TestContext.Current.CancellationToken);
        var walk = new AuthorizationWalk(gateway, await answer.JsonAsync());
        await walk.RunAsync();
        return walk._faults;
    }

    private async Task RunAsync()
    {
        const Scopes most = Scopes.All & ~Scopes.Admin;
        var (ownerKey, _) = await MakeKeyAsync(_owner, most);
        var (strangerKey, _) = await MakeKeyAsync(Guid.NewGuid(), most);
        _members.Add(new Member("key", _owner, ownerKey, strangerKey, async scopes => (await MakeKeyAsync(_owner, scopes)).Text));
        _members.Add(new Member(
            "token", OidcRules.UserOf(OidcParts.Issuer, TokenDraft.Subject), TokenOf(most), TokenOf(most, "stranger"), scopes => Task.FromResult(TokenOf(scopes))));
        var (expired, _) = await MakeKeyAsync(_owner, most, TimeProvider.System.GetUtcNow().AddSeconds(-1));
        var (revoked, revokedId) = await MakeKeyAsync(_owner, most);
        await Keys.RevokeAsync(revokedId, null, TestContext.Current.CancellationToken);
        string?[] nobodies =
        [
            null, "wrong", KeyText.Make().Text, expired, revoked, $"{ownerKey}0", ownerKey[..^1],
            Draft(most).With("aud", "another").Sign(TestKey.Rsa), Draft(most).With("exp", 1).Sign(TestKey.Rsa), Draft(most).Sign(TestKey.OtherRsa),
        ];

        foreach (var (path, operations) in description["paths"]!.AsObject())
        {
            foreach (var (method, operation) in operations!.AsObject().Where(member => member.Key is "get" or "post" or "put" or "patch" or "delete"))
            {
                var name = $"{method.ToUpperInvariant()} {path}";
                if (_open.Contains(name))
                {
                    continue;
                }

                foreach (var token in nobodies)
                {
                    await ExpectAsync(name, operation!, token, answer => answer.Status == 401, "nobody is answered");
                }

                await WalkAsync(name, operation!);
            }
        }
    }

    private IApiKeys Keys => gateway.Services.GetRequiredService<IGrainFactory>().GetGrain<IApiKeys>(IApiKeys.Only);

    private async Task WalkAsync(string name, JsonNode operation)
    {
        var demanded = ScopeNames.Read(operation["security"]?.AsArray().FirstOrDefault()?["Bearer"]?.AsArray().Select(scope => (string)scope!) ?? []);
        if (demanded is Scopes.None)
        {
            _faults.Add($"{name} names no scope");
        }

        await ExpectAsync(name, operation, TestGateway.AdminToken, answer =>
            answer.Status is not (401 or 403 or >= 500) && answer.Type is not "project-not-found", "the admin token");
        foreach (var member in _members)
        {
            await WalkAsync(name, operation, demanded, member);
        }
    }

    private async Task WalkAsync(string name, JsonNode operation, Scopes demanded, Member member)
    {
        var without = await member.WithAsync(Scopes.All & ~Scopes.Admin & ~demanded);
        await ExpectAsync(
            name, operation, without, answer => answer.Status == 403 && answer.Type == "missing-scope", $"a {member.Kind} without the scope", member.User);
        await ExpectAsync(name, operation, member.Owners, answer => demanded.HasFlag(Scopes.Admin)
            ? answer.Type == "missing-scope"
            : answer.Status is not (401 or 403 or >= 500) && answer.Type is not "project-not-found", $"the owner's {member.Kind}", member.User);

        var who = $"a stranger's {member.Kind}";
        if (name.Contains("{project_id}", StringComparison.Ordinal))
        {
            var foreign = await CallAsync(name, operation, member.Strangers, await CreateAsync(member.User), member.User);
            var missing = await CallAsync(name, operation, member.Strangers, Guid.NewGuid(), member.User);
            Judge(foreign, answer => answer == missing && answer is { Status: 404, Type: "project-not-found" }, name, who);
        }
        else if (name.Contains("{key_id}", StringComparison.Ordinal))
        {
            await ExpectAsync(name, operation, member.Strangers, answer => answer.Status == 404, who, member.User);
        }
        else
        {
            await ExpectAsync(
                name, operation, member.Strangers, answer => answer.Status is not (401 or >= 500) && !_secrets.Exists(answer.Text.Contains), who, member.User);
        }
    }

    /// <param name="owner">Whose project and key it is about; <see langword="null"/>: those of the examples' user.</param>
    private async Task ExpectAsync(string name, JsonNode operation, string? token, Func<Answer, bool> isRight, string who, Guid? owner = null) =>
        Judge(await CallAsync(name, operation, token, await CreateAsync(owner ?? _owner), owner ?? _owner), isRight, name, who);

    private void Judge(Answer answer, Func<Answer, bool> isRight, string name, string who)
    {
        if (!isRight(answer))
        {
            _faults.Add($"{name}, {who}: {answer.Status} {answer.Text}");
        }
    }

    /// <returns>What was answered, with the project's id taken out.</returns>
    private async Task<Answer> CallAsync(string name, JsonNode operation, string? token, Guid project, Guid owner)
    {
        var (method, path) = (name.Split(' ')[0], name.Split(' ')[1].Replace("{project_id}", project.ToString(), StringComparison.Ordinal));
        if (path.Contains("{key_id}", StringComparison.Ordinal))
        {
            path = path.Replace("{key_id}", (await MakeKeyAsync(owner, Scopes.PlansRead)).Id, StringComparison.Ordinal);
        }

        foreach (var parameter in operation["parameters"]?.AsArray() ?? [])
        {
            var (place, example) = ($"{{{(string)parameter!["name"]!}}}", Uri.EscapeDataString(parameter["example"]?.ToString() ?? ""));
            path = path.Replace(place, example, StringComparison.Ordinal);
            if ((string)parameter["in"]! == "query" && _needed.Contains(place[1..^1]))
            {
                path += $"{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{place[1..^1]}={example}";
            }
        }

        using var request = new HttpRequestMessage(HttpMethod.Parse(method), path);
        if (token is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        if (operation["requestBody"]?["content"]?["application/json"]?["example"] is { } body)
        {
            request.Content = new StringContent(body.ToJsonString().Replace($"{_owner}", $"{owner}", StringComparison.Ordinal), Encoding.UTF8, "application/json");
        }

        using var response = await gateway.Anonymous.SendAsync(
            request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        var isStream = response.Content.Headers.ContentType?.MediaType == "text/event-stream";
        var text = isStream ? "" : await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var type = response.Content.Headers.ContentType?.MediaType == "application/problem+json"
            ? ((string)JsonNode.Parse(text)!["type"]!).Split(':')[^1]
            : "";
        return new Answer((int)response.StatusCode, type, text.Replace(project.ToString(), "ID", StringComparison.Ordinal));
    }

    /// <returns>A project of the owner, of which strangers must see nothing.</returns>
    private async Task<Guid> CreateAsync(Guid owner)
    {
        var project = await gateway.CreateProjectAsync(owner);
        _secrets.Add(project.ToString());
        return project;
    }

    private async Task<(string Text, string Id)> MakeKeyAsync(Guid owner, Scopes scopes, DateTimeOffset? expiresAt = null)
    {
        var (text, key) = KeyText.Make();
        var made = await Keys.MakeAsync(
            new NewApiKey(
                key.Id, Convert.ToHexStringLower(key.Digest), owner, "walk", string.Join(' ', ScopeNames.Of(scopes)), TimeProvider.System.GetUtcNow(), expiresAt),
            TestContext.Current.CancellationToken);
        Assert.NotNull(made);
        if (owner == _owner || _members.Exists(member => member.User == owner))
        {
            _secrets.Add(key.Id);
        }

        return (text, key.Id);
    }

    private static string TokenOf(Scopes scopes, string subject = TokenDraft.Subject) => Draft(scopes).With("sub", subject).Sign(TestKey.Rsa);

    private static TokenDraft Draft(Scopes scopes) =>
        new TokenDraft(OidcParts.Issuer, TimeProvider.System.GetUtcNow()).With("scope", string.Join(' ', ScopeNames.Of(scopes)))
            .With("exp", TimeProvider.System.GetUtcNow().AddHours(1).ToUnixTimeSeconds());

    /// <param name="User">Who has the owner's.</param>
    /// <param name="Owners">With all scopes but <see cref="Scopes.Admin"/>.</param>
    /// <param name="Strangers">The same of somebody else.</param>
    /// <param name="WithAsync">The owner's with other scopes.</param>
    private sealed record Member(string Kind, Guid User, string Owners, string Strangers, Func<Scopes, Task<string>> WithAsync);

    private sealed record Answer(int Status, string Type, string Text);
}
