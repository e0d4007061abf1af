namespace AiDevFramework.Gateway.Identity;

/// <summary>The caller of a request: authentication puts him there.</summary>
internal static class CallerOf
{
    /// <returns><see langword="null"/> where nobody was recognized, or the request came with a ticket.</returns>
    public static Caller? Request(HttpContext context) => context.Features.Get<Caller>();

    /// <summary>The caller of an endpoint that requires authorization.</summary>
    public static Caller Caller(this HttpContext context) =>
        Request(context) ?? throw new InvalidOperationException("The endpoint does not require authorization.");

    public static void Set(HttpContext context, Caller caller) => context.Features.Set(caller);
}
