using System.Security.Claims;
using System.Text.Encodings.Web;
using AiDevFramework.Gateway.Api;
using AiDevFramework.Hosting.Connections;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace AiDevFramework.Gateway.Security;

/// <summary><c>Authorization: Bearer</c> with the admin token; for pages with <see cref="BrowserSignIn"/> also <c>Basic</c>, with the
/// token as the password; for endpoints with <see cref="TicketSignIn"/> also tickets, and either in the query.</summary>
internal sealed class AdminTokenHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggers, UrlEncoder encoder, AdminToken admin, ProgressAccess access)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    public const string SchemeName = "Bearer";

    private static readonly AuthenticateResult _operator = SuccessOf("admin");
    private static readonly AuthenticateResult _ticketHolder = SuccessOf("ticket");
    private static readonly AuthenticateResult _wrong = AuthenticateResult.Fail("Another token.");

    private bool IsPage => Context.GetEndpoint()?.Metadata.GetMetadata<BrowserSignIn>() is not null;

    private bool AcceptsTickets => Context.GetEndpoint()?.Metadata.GetMetadata<TicketSignIn>() is not null;

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var result = AcceptsTickets ? RecognizeFollower() : RecognizeOperator();
        if (result.Succeeded)
        {
            Context.Features.Get<ConnectionPlace>()?.Recognize(); // from now on the connection is no stranger's
        }

        return Task.FromResult(result);
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        var problem = Problems.Unauthorized(Context, Request.Headers.Authorization.Count > 0);
        if (IsPage)
        {
            Response.Headers.Append(HeaderNames.WWWAuthenticate, "Basic realm=\"ADMIN_TOKEN as the password, any user name\"");
        }

        return problem.ExecuteAsync(Context);
    }

    private static AuthenticateResult SuccessOf(string name) => AuthenticateResult.Success(new AuthenticationTicket(
        new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.Name, name)], SchemeName)), SchemeName));

    private AuthenticateResult RecognizeOperator()
    {
        if ((BearerToken.Of(Request) ?? (IsPage ? BasicPassword.Of(Request) : null)) is not { } token)
        {
            return AuthenticateResult.NoResult();
        }

        return admin.Matches(token) ? _operator : _wrong;
    }

    private AuthenticateResult RecognizeFollower()
    {
        if (access.FindPass(Request) is not { } pass)
        {
            return ProgressAccess.TokenGiven(Request) ? _wrong : AuthenticateResult.NoResult();
        }

        Context.Features.Set(pass);
        return pass.ProjectId is null ? _operator : _ticketHolder;
    }
}
