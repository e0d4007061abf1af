using System.Text;

namespace AiDevFramework.Grains.Abstractions;

/// <summary>
/// A text as its UTF-8. It is made once and never changed: what is stored, sent between processes and written to sockets are these bytes.
/// Between processes it is what a <see cref="string"/> is, see <see cref="Utf8TextCodec"/>.
/// </summary>
/// <param name="bytes">The text's own from here on.</param>
[Immutable]
public readonly struct Utf8Text(byte[] bytes) : IEquatable<Utf8Text>
{
    private readonly byte[]? _bytes = bytes;

    public ReadOnlyMemory<byte> Memory => _bytes;

    public ReadOnlySpan<byte> Span => _bytes;

    /// <summary>For drivers of databases that take nothing else. Not to be changed.</summary>
    internal byte[] Bytes => _bytes ?? [];

    public static Utf8Text Of(string text) => new(Encoding.UTF8.GetBytes(text));

    public static bool operator ==(Utf8Text left, Utf8Text right) => left.Equals(right);

    public static bool operator !=(Utf8Text left, Utf8Text right) => !left.Equals(right);

    public bool Equals(Utf8Text other) => Span.SequenceEqual(other.Span);

    public override bool Equals(object? obj) => obj is Utf8Text other && Equals(other);

    public override int GetHashCode()
    {
        var hash = default(HashCode);
        hash.AddBytes(Span);
        return hash.ToHashCode();
    }

    public override string ToString() => Encoding.UTF8.GetString(Span);
}
