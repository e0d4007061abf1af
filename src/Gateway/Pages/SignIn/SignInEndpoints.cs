using AiDevFramework.Gateway.Addresses;
using AiDevFramework.Gateway.Audit;
using AiDevFramework.Gateway.Identity;
using AiDevFramework.Gateway.Pages.Frame;
using AiDevFramework.Gateway.Security;
using AiDevFramework.Web.SignIn;
using AiDevFramework.Web.Words;

namespace AiDevFramework.Gateway.Pages.SignIn;

/// <summary>Signing in and out, and choosing a language: open to everybody.</summary>
internal static class SignInEndpoints
{
    private const string LoginPath = "/login";

    public static void MapSignIn(this IEndpointRouteBuilder open)
    {
        open.MapGet(LoginPath, Show);
        open.MapPost(LoginPath, SignInAsync).WithMetadata(RatePolicy.Login);
        open.MapPost("/logout", SignOut);
        open.MapPost("/language", ChooseLanguage);
    }

    private static IResult Show(HttpContext context, BrowserPlace place, PublicAddress address)
    {
        var back = ReturnPath.AfterLogin(context.Request.Query["return"]);
        if (context.User.Identity?.IsAuthenticated is true)
        {
            return Results.Redirect(address.PathOf(context.Request) + back);
        }

        return place.CookieName(context.Request) is null ? HttpsNeeded() : Form(new LoginModel(back, LoginComplaint.None), StatusCodes.Status200OK);
    }

    private static async Task<IResult> SignInAsync(
        HttpContext context, PageForm form, BrowserPlace place, LoginTries tries, SignInDesk desk, Sessions sessions, AuditDesk audit,
        PublicAddress address)
    {
        if (place.CookieName(context.Request) is not { } cookie)
        {
            return HttpsNeeded();
        }

        if (await tries.CountAsync(context.Response) is { } refusal)
        {
            return refusal;
        }

        var back = ReturnPath.AfterLogin(form.Text("return"));
        switch (await desk.RecognizeAsync(form.Text("token").Trim(), context))
        {
            case CallerVerdict.Known { Caller: var caller }:
                await audit.NoteLoginAsync(context, caller);
                context.Response.Cookies.Append(cookie, sessions.Begin(caller), CookieOf(place.IsHttps(context.Request), sessions.LifetimeOf(caller)));
                return Results.Redirect(address.PathOf(context.Request) + back);
            case CallerVerdict.Unavailable:
                return Form(new LoginModel(back, LoginComplaint.Unavailable), StatusCodes.Status503ServiceUnavailable);
            default:
                return Form(new LoginModel(back, LoginComplaint.Unknown), StatusCodes.Status401Unauthorized);
        }
    }

    private static IResult SignOut(HttpContext context, BrowserPlace place, PublicAddress address)
    {
        if (place.CookieName(context.Request) is { } cookie)
        {
            context.Response.Cookies.Append(cookie, "", CookieOf(place.IsHttps(context.Request), TimeSpan.Zero));
        }

        return Results.Redirect(address.PathOf(context.Request) + LoginPath);
    }

    private static IResult ChooseLanguage(HttpContext context, PageForm form, BrowserPlace place, PublicAddress address)
    {
        if (Texts.Find(form.Text("language")) is { } texts)
        {
            PageLanguage.Choose(context.Response, texts, place.IsHttps(context.Request));
        }

        return Results.Redirect(address.PathOf(context.Request) + ReturnPath.Of(form.Text("return")));
    }

    private static Screen<LoginScreen, LoginModel> Form(LoginModel model, int status) => new(model, status);

    private static Screen<HttpsScreen, HttpsModel> HttpsNeeded() => new(new HttpsModel(), StatusCodes.Status403Forbidden);

    private static CookieOptions CookieOf(bool isHttps, TimeSpan lasts) => new()
    {
        HttpOnly = true,
        Secure = isHttps,
        SameSite = SameSiteMode.Strict,
        Path = "/",
        MaxAge = lasts,
    };
}
