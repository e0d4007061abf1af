using System.Security.Cryptography;
using System.Text;

namespace AiDevFramework.Grains.State;

/// <summary>Ids derived from what a row is, so that writing it twice writes one row. They begin like their project's id, which
/// begins with its time: what belongs together lies together in the indexes.</summary>
internal static class StableId
{
    private const int SharedBytes = 6; // the time of a version 7 UUID

    /// <returns>A version 8 UUID (RFC 9562) of the project and the name.</returns>
    public static Guid Of(Guid projectId, string name)
    {
        Span<byte> source = stackalloc byte[16 + Encoding.UTF8.GetMaxByteCount(name.Length)];
        projectId.TryWriteBytes(source, bigEndian: true, out var idLength);
        var length = idLength + Encoding.UTF8.GetBytes(name, source[idLength..]);

        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(source[..length], hash);
        source[..SharedBytes].CopyTo(hash);
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80); // version 8
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80); // RFC 9562 variant
        return new Guid(hash[..16], bigEndian: true);
    }

    /// <returns>The lowest and the highest id that <see cref="Of"/> can derive for the project. Other projects may share them.</returns>
    public static (Guid Low, Guid High) RangeOf(Guid projectId)
    {
        Span<byte> bytes = stackalloc byte[16];
        projectId.TryWriteBytes(bytes, bigEndian: true, out _);
        bytes[SharedBytes..].Clear();
        var low = new Guid(bytes, bigEndian: true);
        bytes[SharedBytes..].Fill(0xFF);
        return (low, new Guid(bytes, bigEndian: true));
    }

    /// <returns>The lowest version 7 UUID of a time: all that were made earlier are lower.</returns>
    public static Guid FirstOf(DateTimeOffset time) => RangeOf(Guid.CreateVersion7(time)).Low;
}
