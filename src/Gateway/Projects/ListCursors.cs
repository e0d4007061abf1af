using System.Buffers;
using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using AiDevFramework.Gateway.Security;
using AiDevFramework.Grains.Abstractions.Projects;

namespace AiDevFramework.Gateway.Projects;

/// <summary>
/// Where the next page of a list begins, as text that clients hand back: the last project's time and id, signed for one list alone. The
/// same place in another list, or of somebody else, is another text.
/// </summary>
internal sealed class ListCursors(AdminToken admin)
{
    private const byte Version = 1;
    private const int PlaceBytes = 1 + sizeof(long) + 16;
    private const int SignatureBytes = 16;

    private static readonly int _length = Base64Url.GetEncodedLength(PlaceBytes + SignatureBytes);

    private readonly DerivedKey _key = new(admin, "aidev list cursor 1");

    /// <param name="list">Who asks, and for what: all that a page depends on beside the place.</param>
    public string Write(ProjectListPlace place, string list)
    {
        Span<byte> bytes = stackalloc byte[PlaceBytes + SignatureBytes];
        bytes[0] = Version;
        BinaryPrimitives.WriteInt64BigEndian(bytes[1..], place.At.UtcTicks);
        place.ProjectId.TryWriteBytes(bytes[(1 + sizeof(long))..], bigEndian: true, out _);
        Sign(bytes[..PlaceBytes], list).CopyTo(bytes[PlaceBytes..]);
        return Base64Url.EncodeToString(bytes);
    }

    /// <returns><see langword="null"/> for anything but a cursor of ours for this list, to the letter.</returns>
    public ProjectListPlace? Read(string text, string list)
    {
        Span<byte> bytes = stackalloc byte[PlaceBytes + SignatureBytes];
        if (text.Length != _length
            || Base64Url.DecodeFromChars(text, bytes, out _, out var written) is not OperationStatus.Done // its sister that tries throws all the same
            || written != bytes.Length
            || Base64Url.EncodeToString(bytes) != text // the decoder forgives spare bits
            || !CryptographicOperations.FixedTimeEquals(Sign(bytes[..PlaceBytes], list), bytes[PlaceBytes..])
            || bytes[0] != Version)
        {
            return null;
        }

        var at = new DateTimeOffset(BinaryPrimitives.ReadInt64BigEndian(bytes[1..]), TimeSpan.Zero);
        return new ProjectListPlace(at, new Guid(bytes[(1 + sizeof(long))..PlaceBytes], bigEndian: true));
    }

    private ReadOnlySpan<byte> Sign(ReadOnlySpan<byte> place, string list)
    {
        var signed = new byte[place.Length + Encoding.UTF8.GetByteCount(list)];
        place.CopyTo(signed);
        Encoding.UTF8.GetBytes(list, signed.AsSpan(place.Length));
        return HMACSHA256.HashData(_key.Now, signed).AsSpan(0, SignatureBytes);
    }
}
