namespace AiDevFramework.Gateway.Security;

/// <summary>On an endpoint that the page's session opens. Everywhere else its cookie counts for nothing.</summary>
/// <param name="IsPage">Whether people open it in a browser: nothing but the session opens it, and who has none is led to the login. Otherwise it is
/// what a page calls, and a token in a header opens it as well.</param>
internal sealed record SessionSignIn(bool IsPage)
{
    /// <summary>A screen, or what a form of a screen is sent to.</summary>
    public static readonly SessionSignIn Page = new(IsPage: true);

    /// <summary>What a script of a page calls.</summary>
    public static readonly SessionSignIn Offered = new(IsPage: false);
}
