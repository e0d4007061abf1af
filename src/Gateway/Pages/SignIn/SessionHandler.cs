using System.Security.Claims;
using System.Text.Encodings.Web;
using AiDevFramework.Gateway.Addresses;
using AiDevFramework.Gateway.Api;
using AiDevFramework.Gateway.Identity;
using AiDevFramework.Gateway.Pages.Frame;
using AiDevFramework.Gateway.Security;
using AiDevFramework.Hosting.Connections;
using AiDevFramework.Web.SignIn;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace AiDevFramework.Gateway.Pages.SignIn;

/// <summary>The session of the page, in its cookie. Whoever has none is led to the login, and back.</summary>
internal sealed class SessionHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggers, UrlEncoder encoder, SessionPeople people, TokenChange change,
    BrowserPlace place, PublicAddress address)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    public const string SchemeName = "Session";

    private static readonly AuthenticateResult _ended = AuthenticateResult.Fail("Another session, or none any more.");

    private SessionSignIn? SignIn => Context.GetEndpoint()?.Metadata.GetMetadata<SessionSignIn>();

    private bool IsRead => HttpMethods.IsGet(Request.Method);

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (place.SessionOf(Request) is not { } text)
        {
            return AuthenticateResult.NoResult();
        }

        if (!MayAct())
        {
            return _ended;
        }

        switch (await people.RecognizeAsync(text, Context.RequestAborted))
        {
            case CallerVerdict.Known { Caller: var caller }:
                return Welcome(caller);
            case CallerVerdict.Unavailable:
                CallerUnavailable.Set(Context);
                return _ended;
            default:
                return _ended;
        }
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        if (CallerUnavailable.IsOn(Context))
        {
            return Problems.CallerUnavailable(Context).ExecuteAsync(Context);
        }

        if (!MayAct())
        {
            return Problems.ForeignOrigin().ExecuteAsync(Context);
        }

        if (SignIn is not { IsPage: true })
        {
            return Problems.Unauthorized(Context, tokenGiven: false).ExecuteAsync(Context);
        }

        if (IsRead && Request.Headers["Sec-Fetch-Site"] is ["cross-site" or "same-site"])
        {
            return AskAgainAsync(after: 0); // a link from elsewhere brings no cookie that is strict; asked from here, the browser sends it
        }

        if (IsRead && change.MayPass(Context))
        {
            return AskAgainAsync(after: 2);
        }

        var here = IsRead ? Request.Path.ToUriComponent() + Request.QueryString.ToUriComponent() : "/";
        Response.Redirect($"{address.PathOf(Request)}/login?return={Uri.EscapeDataString(here)}");
        return Task.CompletedTask;
    }

    private Task AskAgainAsync(int after) => new Screen<AgainScreen, AgainModel>(new AgainModel(after)).ExecuteAsync(Context);

    private AuthenticateResult Welcome(Caller caller)
    {
        Context.Features.Get<ConnectionPlace>()?.Recognize(); // from now on the connection is no stranger's
        CallerOf.Set(Context, caller);
        Context.Features.Set(ProgressPass.Of(caller)); // for the feeds
        var identity = new ClaimsIdentity([new Claim(ClaimTypes.Name, caller.Name)], SchemeName);
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), SchemeName));
    }

    /// <summary>Whatever changes something or stays open must come from a page of ours: a cookie goes along with what others make a browser send.</summary>
    private bool MayAct() => (IsRead && SignIn is { IsPage: true }) || place.IsOwn(Request);
}
