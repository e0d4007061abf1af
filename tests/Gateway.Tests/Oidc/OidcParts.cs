using AiDevFramework.Gateway.Oidc;
using Microsoft.Extensions.Logging.Abstractions;

namespace AiDevFramework.Gateway.Tests.Oidc;

internal static class OidcParts
{
    public const string Issuer = "https://login.example.com/realms/plans";

    public static OidcOptions Options() => new() { Authority = Issuer, Audience = TokenDraft.Audience };

    /// <summary>Of a gateway that takes no tokens of an issuer.</summary>
    public static OidcTokens Off(TimeProvider clock) => Of(new OidcOptions(), new StillKeys(), clock);

    public static OidcTokens Of(OidcOptions options, IKeySource source, TimeProvider clock) =>
        new(Microsoft.Extensions.Options.Options.Create(options), KeysOf(source, clock), clock, NullLogger<OidcTokens>.Instance);

    public static SigningKeys KeysOf(IKeySource source, TimeProvider clock) => new(source, clock, NullLogger<SigningKeys>.Instance);
}

/// <summary>An issuer whose keys a test sets.</summary>
internal sealed class StillKeys(params TestKey[] keys) : IKeySource
{
    public IReadOnlyList<TestKey> Keys { get; set; } = keys;

    /// <summary>Thrown while it is set.</summary>
    public Exception? Failure { get; set; }

    /// <summary>Awaited before each answer.</summary>
    public Task Gate { get; set; } = Task.CompletedTask;

    public int Reads { get; private set; }

    public TimeSpan Interval => TimeSpan.FromHours(1);

    public TimeSpan Retry => TimeSpan.FromSeconds(10);

    public async Task<KeySet> ReadAsync(CancellationToken cancellationToken)
    {
        Reads++;
        await Gate;
        if (Failure is { } failure)
        {
            throw failure;
        }

        var json = TestKey.SetOf([.. Keys.Select(key => key.ToJwk())]);
        return new KeySet(OidcParts.Issuer, KeySetReading.Read(System.Text.Encoding.UTF8.GetBytes(json)));
    }
}
