using AiDevFramework.Web.Words;

namespace AiDevFramework.Gateway.Pages.Frame;

/// <summary>Which language a page is shown in: the one that was chosen, else the one that the browser likes best.</summary>
internal static class PageLanguage
{
    public const string Cookie = "aidev-language";

    public static Texts Of(HttpRequest request) => Texts.Find(request.Cookies[Cookie]) ?? Liked(request) ?? Texts.All[0];

    /// <summary>Kept for a year. It is no secret, and a script may read it.</summary>
    public static void Choose(HttpResponse response, Texts texts, bool isHttps) => response.Cookies.Append(Cookie, texts.Language, new CookieOptions
    {
        MaxAge = TimeSpan.FromDays(365),
        Path = "/",
        SameSite = SameSiteMode.Lax,
        Secure = isHttps,
    });

    private static Texts? Liked(HttpRequest request) => request.GetTypedHeaders().AcceptLanguage
        .Where(liked => (liked.Quality ?? 1) > 0)
        .OrderByDescending(liked => liked.Quality ?? 1)
        .Select(liked => Texts.Find(liked.Value.Value?.Split('-')[0].ToLowerInvariant()))
        .FirstOrDefault(texts => texts is not null);
}
