using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace AiDevFramework.Gateway.Security;

/// <summary>
/// Short-lived passes to the progress of one project, for browsers, which cannot send headers with a WebSocket. Signed with
/// a key made from the admin token, so every gateway accepts the tickets of every other, and a new token ends them all.
/// </summary>
internal sealed class Tickets(AdminToken admin, TimeProvider clock)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(15);

    private const string Issuer = "aidev-gateway";
    private const string Audience = "aidev-progress";

    private readonly JsonWebTokenHandler _handler = new() { SetDefaultTimesOnTokenCreation = false };
    private volatile SigningKey? _key;

    public string Mint(Guid projectId) => Issue(projectId).Token;

    public Ticket Issue(Guid projectId)
    {
        var now = clock.GetUtcNow() + Lifetime;
        var expiresAt = now.AddTicks(-(now.Ticks % TimeSpan.TicksPerSecond)); // a JWT counts seconds
        return new Ticket(_handler.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Issuer,
            Audience = Audience,
            Subject = new ClaimsIdentity([new Claim(JwtRegisteredClaimNames.Sub, projectId.ToString())]),
            Expires = expiresAt.UtcDateTime,
            SigningCredentials = new SigningCredentials(KeyNow(), SecurityAlgorithms.HmacSha256),
        }), expiresAt);
    }

    /// <returns>The project that the ticket opens; <see langword="null"/> for anything but a valid ticket of ours.</returns>
    public async Task<Guid?> ReadAsync(string ticket)
    {
        var result = await _handler.ValidateTokenAsync(ticket, new TokenValidationParameters
        {
            ValidIssuer = Issuer,
            ValidAudience = Audience,
            IssuerSigningKey = KeyNow(),
            ValidAlgorithms = [SecurityAlgorithms.HmacSha256],
            ValidateIssuerSigningKey = true,
            LifetimeValidator = (_, expires, _, _) => expires is { } end && clock.GetUtcNow().UtcDateTime < end,
        });
        return result.IsValid && result.Claims.TryGetValue(JwtRegisteredClaimNames.Sub, out var subject)
            && Guid.TryParse(subject as string, out var projectId)
            ? projectId
            : null;
    }

    private SymmetricSecurityKey KeyNow()
    {
        var token = admin.Value;
        if (_key is not { } key || key.Token != token)
        {
            _key = key = new SigningKey(token, new SymmetricSecurityKey(HKDF.DeriveKey(
                HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(token), outputLength: 32, info: "aidev progress ticket 1"u8.ToArray())));
        }

        return key.Key;
    }

    private sealed class SigningKey(string token, SymmetricSecurityKey key)
    {
        public string Token { get; } = token;

        public SymmetricSecurityKey Key { get; } = key;
    }
}

internal sealed record Ticket(string Token, DateTimeOffset ExpiresAt);
