using System.Security.Cryptography;
using System.Text;

namespace AiDevFramework.Grains.Abstractions;

/// <summary>UUIDs of version 5 (RFC 9562): the same name in the same namespace has the same one everywhere.</summary>
public static class NameUuid
{
    private const int HashBytes = 20;

    public static Guid Of(Guid space, string name)
    {
        var source = new byte[16 + Encoding.UTF8.GetByteCount(name)];
        space.TryWriteBytes(source, bigEndian: true, out _);
        Encoding.UTF8.GetBytes(name, source.AsSpan(16));

        Span<byte> hash = stackalloc byte[HashBytes];
#pragma warning disable CA5350 // the version's own hash; nothing rests on its strength
        SHA1.HashData(source, hash);
#pragma warning restore CA5350
        hash[6] = (byte)((hash[6] & 0x0F) | 0x50);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash[..16], bigEndian: true);
    }
}
