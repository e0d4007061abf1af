using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace AiDevFramework.Gateway.Pages.SignIn;

/// <summary>
/// The code in the link that the start banner prints: whoever can read it starts the service himself. It is good for five minutes, once, and
/// from this machine alone.
/// </summary>
internal sealed class FirstVisit(TimeProvider clock)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    private const int Bytes = 16;

    private volatile Code? _code;

    /// <summary>A new code; the former one opens nothing any more.</summary>
    public string MakeCode()
    {
        var code = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));
        _code = new Code(Encoding.ASCII.GetBytes(code), clock.GetTimestamp());
        return code;
    }

    /// <returns>Whether it is the code, in time, from this machine, for the first time.</returns>
    /// <param name="from">Where the request came from, proxies taken off.</param>
    public bool TryUse(string code, IPAddress? from)
    {
        if (_code is not { } current || from is null || !IPAddress.IsLoopback(from) || clock.GetElapsedTime(current.Since) >= Lifetime)
        {
            return false;
        }

        return CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(code), current.Text)
            && Interlocked.CompareExchange(ref _code, null, current) == current;
    }

    private sealed record Code(byte[] Text, long Since);
}
