using System.Security.Claims;
using System.Text.Encodings.Web;
using AiDevFramework.Gateway.Api;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace AiDevFramework.Gateway.Security;

/// <summary><c>Authorization: Bearer</c> with the admin token; for pages with <see cref="BrowserSignIn"/> also <c>Basic</c>, with the
/// token as the password.</summary>
internal sealed class AdminTokenHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggers, UrlEncoder encoder, AdminToken admin)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    public const string SchemeName = "Bearer";

    private static readonly AuthenticationTicket _ticket =
        new(new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.Name, "admin")], SchemeName)), SchemeName);

    protected override Task<AuthenticateResult> HandleAuthenticateAsync() => Task.FromResult(
        (BearerToken.Of(Request) ?? (IsPage ? BasicPassword.Of(Request) : null)) is not { } token ? AuthenticateResult.NoResult()
        : admin.Matches(token) ? AuthenticateResult.Success(_ticket)
        : AuthenticateResult.Fail("Another token."));

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        var problem = Problems.Unauthorized(Context, Request.Headers.Authorization.Count > 0);
        if (IsPage)
        {
            Response.Headers.Append(HeaderNames.WWWAuthenticate, "Basic realm=\"ADMIN_TOKEN as the password, any user name\"");
        }

        return problem.ExecuteAsync(Context);
    }

    private bool IsPage => Context.GetEndpoint()?.Metadata.GetMetadata<BrowserSignIn>() is not null;
}
