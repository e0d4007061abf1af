namespace AiDevFramework.Gateway.Requests;

internal static class UnusedBody
{
    /// <summary>Members of other endpoints' bodies that would be lost where no body is taken, and where they belong.</summary>
    private static readonly IReadOnlyDictionary<string, string> _elsewhere = new Dictionary<string, string>
    {
        ["max_cost_usd"] = "Say it when the project is created, or with POST …/retry.",
    };

    /// <summary>Ignores a body, but for JSON that cannot be read and for members that belong elsewhere: they are refused.</summary>
    public static RouteHandlerBuilder ExpectNoBody(this RouteHandlerBuilder endpoint) =>
        endpoint.AddEndpointFilter(static async (context, next) =>
            await JsonBody.CheckUnusedAsync(context.HttpContext.Request, _elsewhere, context.HttpContext.RequestAborted) is { } refusal
                ? refusal
                : await next(context));
}
