namespace AiDevFramework.Gateway.Pages.Frame;

/// <summary>What a browser is told about every answer of the page: it runs no script but ours, and lets nobody else look in.</summary>
internal static class PageHeaders
{
    public const string Policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
        + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'; manifest-src 'self'; require-trusted-types-for 'script'; trusted-types 'none'";

    private const string Permissions = "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()";

    /// <summary>For a document with data: nobody keeps it, and no cache mixes up two people or two languages.</summary>
    public static void SetForData(HttpResponse response)
    {
        Set(response);
        response.Headers.CacheControl = "private, no-store";
        response.Headers.Vary = "Cookie, Authorization, Accept-Language";
    }

    public static void Set(HttpResponse response)
    {
        var headers = response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Permissions-Policy"] = Permissions;
        headers["Referrer-Policy"] = "same-origin"; // with no-referrer, browsers hide the origin of a form from ourselves as well
    }
}
