using System.Security.Cryptography;
using AiDevFramework.Grains.Abstractions.People;

namespace AiDevFramework.Gateway.Identity;

/// <summary>A key that was found good, as this gateway holds it.</summary>
#pragma warning disable CA1001 // a source whose wait handle nobody asks for holds nothing to dispose of
internal sealed class HeldKey
#pragma warning restore CA1001
{
    private readonly byte[] _digest;
    private readonly DateTimeOffset? _expiresAt;
    private readonly CancellationTokenSource _ended = new();
    private long _usedAt;
    private long _toldAt;

    /// <param name="readAt">The timestamp before the key was read.</param>
    public HeldKey(ApiKey key, long readAt)
    {
        (_digest, _expiresAt, ReadAt) = (Convert.FromHexString(key.Digest), key.ExpiresAt, readAt);
        Caller = new Caller(key.Name, key.OwnerId, ScopeNames.Read(key.Scopes.Split(' ')), key.Id) { Ended = _ended.Token };
    }

    public Caller Caller { get; }

    public long ReadAt { get; }

    /// <summary>Takes the same time for every wrong key.</summary>
    public bool Matches(byte[] digest) => CryptographicOperations.FixedTimeEquals(digest, _digest);

    public bool IsOver(DateTimeOffset now) => _ended.IsCancellationRequested || now >= _expiresAt;

    /// <summary>Closes what the key opened.</summary>
    public void End() => _ended.Cancel();

    public void Use(DateTimeOffset now) => Interlocked.Exchange(ref _usedAt, now.UtcTicks);

    /// <returns>The last use, where there is one that was not told for a minute.</returns>
    public ApiKeyUse? UseToTell()
    {
        var used = Interlocked.Read(ref _usedAt);
        return used > 0 && used - Interlocked.Read(ref _toldAt) >= TimeSpan.TicksPerMinute
            ? new ApiKeyUse(Caller.KeyId!, new DateTimeOffset(used - (used % TimeSpan.TicksPerMillisecond), TimeSpan.Zero))
            : null;
    }

    public void Told(ApiKeyUse use) => Interlocked.Exchange(ref _toldAt, use.At.UtcTicks);
}
