using AiDevFramework.Gateway.Api;
using AiDevFramework.Gateway.Identity;
using Microsoft.AspNetCore.Authorization;

namespace AiDevFramework.Gateway.Security;

/// <summary>Refuses callers that lack a scope which the endpoint demands. Endpoints that take tickets are looked at by the door of the feeds.</summary>
internal static class ScopeGate
{
    /// <summary>After authorization: by then each caller of an endpoint that requires it is known.</summary>
    public static WebApplication UseScopes(this WebApplication app)
    {
        app.Use(static (context, next) => MissingOf(context) is var missing && missing is Scopes.None
            ? next(context)
            : Problems.MissingScope(ScopeNames.Of(missing)).ExecuteAsync(context));
        return app;
    }

    private static Scopes MissingOf(HttpContext context)
    {
        if (context.GetEndpoint()?.Metadata is not { } metadata || metadata.GetMetadata<IAuthorizeData>() is null)
        {
            return Scopes.None;
        }

        var demanded = DemandedScopes.Of(metadata);
        var caller = context.Caller();
        return caller.Has(demanded) ? Scopes.None : demanded & ~caller.Scopes;
    }
}
