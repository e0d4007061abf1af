namespace AiDevFramework.Gateway.Identity;

/// <summary>Whom a token belongs to.</summary>
internal abstract record CallerVerdict
{
    private CallerVerdict()
    {
    }

    public sealed record Known(Caller Caller) : CallerVerdict;

    /// <summary>It is nobody's, or no longer.</summary>
    public sealed record Unknown : CallerVerdict
    {
        public static readonly Unknown Instance = new();
    }

    /// <summary>It cannot be told now whose it is: to be answered with 503, never with 401.</summary>
    public sealed record Unavailable : CallerVerdict
    {
        public static readonly Unavailable Instance = new();
    }
}
