using AiDevFramework.Settings;
using Microsoft.Extensions.Options;

namespace AiDevFramework.Gateway.Settings;

/// <summary>Outside Development the service does not start with a token that could be guessed.</summary>
internal sealed class AdminTokenPolicy(IHostEnvironment environment) : IValidateOptions<GatewayOptions>
{
    /// <summary>The specification's default, known to everybody.</summary>
    public const string PublicDefault = "change-me-in-production";

    public const int MinLength = 32;

    public ValidateOptionsResult Validate(string? name, GatewayOptions options)
    {
        const string remedy = "set it to a random value, for example from: openssl rand -hex 32";
        if (environment.IsDevelopment() && options.AdminTokenFile.Length == 0)
        {
            return ValidateOptionsResult.Success;
        }

        var token = options.AdminToken;
        if (options.AdminTokenFile.Length > 0)
        {
            token = AdminTokenSource.Of(options).Read() ?? "";
            if (token.Length == 0 || token.Any(letter => letter is <= ' ' or > '~'))
            {
                return ValidateOptionsResult.Fail(
                    $"ADMIN_TOKEN_FILE is '{ShownPath(options.AdminTokenFile)}', which cannot be read or holds no token: one line of visible ASCII characters.");
            }
        }

        return token switch
        {
            "" => ValidateOptionsResult.Fail($"ADMIN_TOKEN is not set: {remedy}"),
            PublicDefault => ValidateOptionsResult.Fail($"ADMIN_TOKEN is the public default: {remedy}"),
            { Length: < MinLength } => ValidateOptionsResult.Fail(
                $"ADMIN_TOKEN has {token.Length} characters, at least {MinLength} are needed: {remedy}"),
            _ => ValidateOptionsResult.Success,
        };
    }

    /// <summary>Somebody may have put the token itself where its file is expected; a path that is absolute was meant as one.</summary>
    private static string ShownPath(string path) => path.StartsWith('/') ? path : ShownValue.Of(path);
}
