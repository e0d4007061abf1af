using AiDevFramework.Gateway.Identity;
using AiDevFramework.Gateway.Requests;
using AiDevFramework.Gateway.Security;
using AiDevFramework.Gateway.Tests.Oidc;
using AiDevFramework.Gateway.Tests.Progress;
using AiDevFramework.Grains.Abstractions.Projects;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace AiDevFramework.Gateway.Tests.Authorization;

public sealed class AuthorizationWalkTests : IDisposable
{
    private static readonly Uri _noModels = new("http://127.0.0.1:9");

    private readonly string _issuerKeys = Path.GetTempFileName();

    public void Dispose() => File.Delete(_issuerKeys);

    [Fact(Timeout = 300_000)]
    public async Task EveryOperation_WithEveryKindOfToken_AnswersAsItMust()
    {
        await using var gateway = await StartAsync();

        Assert.Empty(await AuthorizationWalk.FaultsAsync(gateway));
    }

    [Theory(Timeout = 300_000)]
    [InlineData("without authorization", "nobody is answered")]
    [InlineData("without the door", "a stranger's key")]
    public async Task AnOperation_ThatForgetsAuthorization_IsFound(string how, string fault)
    {
        await using var gateway = await StartAsync(app => MapSeed(app, how));

        var faults = await AuthorizationWalk.FaultsAsync(gateway);

        Assert.Contains(faults, found => found.StartsWith("GET /api/v1/projects/{project_id}/seed", StringComparison.Ordinal)
            && found.Contains(fault, StringComparison.Ordinal));
        Assert.All(faults, found => Assert.Contains("/seed", found, StringComparison.Ordinal));
    }

    private async Task<WholeGateway> StartAsync(Action<WebApplication>? map = null)
    {
        await File.WriteAllTextAsync(_issuerKeys, TestKey.SetOf(TestKey.Rsa.ToJwk()), TestContext.Current.CancellationToken);
        return await WholeGateway.StartAsync(
            _noModels, map, ("OIDC_AUTHORITY", OidcParts.Issuer), ("OIDC_AUDIENCE", TokenDraft.Audience), ("OIDC_JWKS_FILE", _issuerKeys));
    }

    private static void MapSeed(WebApplication app, string how)
    {
        var project = app.MapGroup("/api/v1/projects/{project_id}");
        var seed = how == "without the door" ? project.MapGet("/seed", ReadAsync) : project.MapGet("/seed", Answer);
        seed.CheckArguments().WithName("seed").WithTags("Projects").WithMetadata(RatePolicy.Exempt);
        if (how == "without the door")
        {
            seed.RequireAuthorization().Demand(Scopes.PlansRead);
        }
    }

    private static Guid Answer([FromRoute(Name = "project_id")] ProjectId id) => id.Value;

    private static Task<ProjectView?> ReadAsync(
        [FromRoute(Name = "project_id")] ProjectId id, IProjectReader reader, CancellationToken cancellationToken) =>
        reader.FindProjectAsync(id.Value, cancellationToken);
}
