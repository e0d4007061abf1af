using System.Security.Claims;
using System.Text.Encodings.Web;
using AiDevFramework.Gateway.Api;
using AiDevFramework.Gateway.Identity;
using AiDevFramework.Hosting.Connections;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace AiDevFramework.Gateway.Security;

/// <summary><c>Authorization: Bearer</c> with the admin token, a key or a token of OIDC; for pages with <see cref="BrowserSignIn"/> also <c>Basic</c>, with
/// any of them as the password; for endpoints with <see cref="TicketSignIn"/> also tickets, and all of them in the query.</summary>
internal sealed class AdminTokenHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggers, UrlEncoder encoder, ICallers callers, ProgressAccess access)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    public const string SchemeName = "Bearer";

    private static readonly AuthenticateResult _operator = SuccessOf("admin");
    private static readonly AuthenticateResult _ticketHolder = SuccessOf("ticket");
    private static readonly AuthenticateResult _wrong = AuthenticateResult.Fail("Another token.");
    private static readonly AuthenticateResult _unavailable = AuthenticateResult.Fail("The token cannot be judged now.");

    private bool IsPage => Context.GetEndpoint()?.Metadata.GetMetadata<BrowserSignIn>() is not null;

    private bool AcceptsTickets => Context.GetEndpoint()?.Metadata.GetMetadata<TicketSignIn>() is not null;

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var result = AcceptsTickets ? await RecognizeFollowerAsync() : await RecognizeCallerAsync();
        if (result.Succeeded)
        {
            Context.Features.Get<ConnectionPlace>()?.Recognize(); // from now on the connection is no stranger's
        }

        return result;
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        if (CallerUnavailable.IsOn(Context))
        {
            return Problems.CallerUnavailable(Context).ExecuteAsync(Context);
        }

        var problem = Problems.Unauthorized(Context, Request.Headers.Authorization.Count > 0);
        if (IsPage)
        {
            Response.Headers.Append(HeaderNames.WWWAuthenticate, "Basic realm=\"ADMIN_TOKEN as the password, any user name\"");
        }

        return problem.ExecuteAsync(Context);
    }

    private static AuthenticateResult SuccessOf(string name) => AuthenticateResult.Success(new AuthenticationTicket(
        new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.Name, name)], SchemeName)), SchemeName));

    private async ValueTask<AuthenticateResult> RecognizeCallerAsync()
    {
        if ((BearerToken.Of(Request) ?? (IsPage ? BasicPassword.Of(Request) : null)) is not { } token)
        {
            return AuthenticateResult.NoResult();
        }

        return await callers.RecognizeAsync(token, Context.RequestAborted) switch
        {
            CallerVerdict.Known { Caller: var caller } => Welcome(caller),
            CallerVerdict.Unavailable => Unavailable(),
            _ => _wrong,
        };
    }

    private async ValueTask<AuthenticateResult> RecognizeFollowerAsync()
    {
        var (pass, unavailable) = await access.FindPassAsync(Request, Context.RequestAborted);
        if (unavailable)
        {
            return Unavailable();
        }

        if (pass is null)
        {
            return ProgressAccess.TokenGiven(Request) ? _wrong : AuthenticateResult.NoResult();
        }

        Context.Features.Set(pass);
        return pass.Caller is { } caller ? Welcome(caller) : _ticketHolder;
    }

    private AuthenticateResult Welcome(Caller caller)
    {
        CallerOf.Set(Context, caller);
        return caller.Account is null ? _operator : SuccessOf(caller.Name);
    }

    private AuthenticateResult Unavailable()
    {
        CallerUnavailable.Set(Context);
        return _unavailable;
    }
}
