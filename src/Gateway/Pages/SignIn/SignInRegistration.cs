using AiDevFramework.Gateway.Hosting;
using AiDevFramework.Gateway.Security;
using AiDevFramework.Gateway.Settings;
using AiDevFramework.Settings;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace AiDevFramework.Gateway.Pages.SignIn;

internal static class SignInRegistration
{
    public static IHostApplicationBuilder AddSignIn(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<BrowserPlace>();
        builder.Services.AddSingleton<Sessions>();
        builder.Services.AddSingleton<FirstVisit>();
        builder.Services.AddSingleton<LoginTries>();
        builder.Services.AddSingleton<SignInDesk>();
        builder.Services.AddSingleton<SessionPeople>();
        builder.Services.AddSingleton<TokenChange>();
        builder.Services.AddTransient<SessionHandler>();
        builder.Services.AddAuthenticationCore(authentication => authentication.AddScheme<SessionHandler>(SessionHandler.SchemeName, displayName: null));
        builder.Services.Configure<AuthenticationSchemeOptions>(
            AdminTokenHandler.SchemeName, bearer => bearer.ForwardDefaultSelector = context => OpensBySession(context) ? SessionHandler.SchemeName : null);
        builder.Logging.AddFilter(typeof(SessionHandler).FullName, LogLevel.Warning); // its base class logs each refused request
        return builder;
    }

    /// <summary>A line of the start banner: a link that opens the page signed in. Not in a log, which is read by more people than a terminal.</summary>
    public static IHostApplicationBuilder AddFirstVisitLink(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton(new BannerLine("Open", services =>
        {
            var options = services.GetRequiredService<IOptions<GatewayOptions>>().Value;
            return options.LogFormat is LogFormat.Json
                ? null
                : services.GetRequiredService<Banner>().Url($"/login#code={services.GetRequiredService<FirstVisit>().MakeCode()}");
        }));
        return builder;
    }

    /// <summary>A page is opened by its session alone; what a page calls, by its session where that comes along and no token does.</summary>
    private static bool OpensBySession(HttpContext context) => context.GetEndpoint()?.Metadata.GetMetadata<SessionSignIn>() switch
    {
        null => false,
        { IsPage: true } => true,
        _ => !ProgressAccess.TokenGiven(context.Request) && context.RequestServices.GetRequiredService<BrowserPlace>().SessionOf(context.Request) is not null,
    };
}
