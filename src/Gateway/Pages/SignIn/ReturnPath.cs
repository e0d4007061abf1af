namespace AiDevFramework.Gateway.Pages.SignIn;

/// <summary>Where a form of the page leads to afterwards: a path of ours, and nothing else.</summary>
internal static class ReturnPath
{
    private const int MaxLength = 2000;

    /// <returns>The path and query as given; <c>/</c> for anything that a browser could take for another place.</returns>
    public static string Of(string? given) =>
        given is ['/', ..] and { Length: <= MaxLength }
        && given is not ['/', '/' or '\\', ..]
        && given.All(letter => letter is > ' ' and < '\x7f' and not '\\')
            ? given
            : "/";

    /// <summary>The same after a login, which leads to no login: that would ask for ever.</summary>
    public static string AfterLogin(string? given) => Of(given).Split('?', '#')[0] is "/login" or "/logout" or "/language" ? "/" : Of(given);
}
