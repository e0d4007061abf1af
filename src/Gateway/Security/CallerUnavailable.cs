namespace AiDevFramework.Gateway.Security;

/// <summary>A feature of requests whose token cannot be judged now: they are answered with 503.</summary>
internal sealed class CallerUnavailable
{
    private static readonly CallerUnavailable _on = new();

    private CallerUnavailable()
    {
    }

    public static bool IsOn(HttpContext context) => context.Features.Get<CallerUnavailable>() is not null;

    public static void Set(HttpContext context) => context.Features.Set(_on);
}
