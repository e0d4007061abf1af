namespace AiDevFramework.Gateway.Identity;

/// <summary>Who a request comes from, and what he may do. A handler of an endpoint that needs a token takes one as a parameter.</summary>
/// <param name="Name">For people and logs; no secret.</param>
/// <param name="UserId">Whose projects he sees; <see langword="null"/>: the operator, who sees all.</param>
/// <param name="KeyId">The key that the request came with; <see langword="null"/>: it came with something else.</param>
internal sealed record Caller(string Name, Guid? UserId, Scopes Scopes, string? KeyId)
{
    /// <summary>Whoever has the admin token.</summary>
    public static readonly Caller Operator = new("admin", null, Scopes.All, null);

    /// <summary>Fires when what he came with is no longer good: what it opened is closed.</summary>
    public CancellationToken Ended { get; init; }

    /// <summary>When what he came with ends by itself, where nothing tells of it through <see cref="Ended"/>; <see langword="null"/>: it does not.</summary>
    public DateTimeOffset? EndsAt { get; init; }

    /// <summary>Names him where requests and connections are counted; <see langword="null"/> for the operator.</summary>
    public string? Account => (KeyId, UserId) switch
    {
        ({ } key, _) => $"key {key}",
        (null, { } user) => $"user {user}",
        _ => null,
    };

    public bool SeesAll => Scopes.HasFlag(Scopes.Admin);

    /// <returns>Whether he has all of these scopes.</returns>
    public bool Has(Scopes scopes) => SeesAll || Scopes.HasFlag(scopes);

    public bool MaySee(Guid ownerId) => SeesAll || UserId == ownerId;

    /// <summary>Lets handlers take the caller as a parameter.</summary>
    public static ValueTask<Caller?> BindAsync(HttpContext context) => new(context.Caller());
}
