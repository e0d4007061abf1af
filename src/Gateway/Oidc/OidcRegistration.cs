using AiDevFramework.Settings;
using Microsoft.Extensions.Options;

namespace AiDevFramework.Gateway.Oidc;

internal static class OidcRegistration
{
    public static IHostApplicationBuilder AddOidc(this IHostApplicationBuilder builder)
    {
        var settings = builder.AddSettings<OidcOptions>();
        builder.Services.AddSingleton<IKeySource>(services => SourceOf(services.GetRequiredService<IOptions<OidcOptions>>().Value));
        builder.Services.AddSingleton<SigningKeys>();
        builder.Services.AddSingleton<OidcTokens>();
        if (settings.IsOn)
        {
            builder.Services.AddHostedService<SigningKeyWatch>();
        }

        return builder;
    }

    private static IKeySource SourceOf(OidcOptions options) => options switch
    {
        { IsOn: false } => new NoKeys(),
        { JwksFile.Length: > 0 } => new KeyFile(options),
        _ => new IssuerKeys(options),
    };

    /// <summary>Of a gateway that takes no tokens of an issuer: nobody asks it.</summary>
    private sealed class NoKeys : IKeySource
    {
        public TimeSpan Interval => SigningKeys.Lifetime;

        public TimeSpan Retry => SigningKeys.Lifetime;

        public Task<KeySet> ReadAsync(CancellationToken cancellationToken) => throw new KeySourceException("there is no issuer.");
    }
}
