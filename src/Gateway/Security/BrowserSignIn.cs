namespace AiDevFramework.Gateway.Security;

/// <summary>On an endpoint that people open in a browser, which sends no bearer token but asks for a password when it is told to.</summary>
internal sealed class BrowserSignIn
{
    public static readonly BrowserSignIn Offered = new();

    private BrowserSignIn()
    {
    }
}
