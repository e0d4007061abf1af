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
        if (environment.IsDevelopment())
        {
            return ValidateOptionsResult.Success;
        }

        return options.AdminToken switch
        {
            "" => ValidateOptionsResult.Fail($"ADMIN_TOKEN is not set: {remedy}"),
            PublicDefault => ValidateOptionsResult.Fail($"ADMIN_TOKEN is the public default: {remedy}"),
            { Length: < MinLength } token => ValidateOptionsResult.Fail(
                $"ADMIN_TOKEN has {token.Length} characters, at least {MinLength} are needed: {remedy}"),
            _ => ValidateOptionsResult.Success,
        };
    }
}
