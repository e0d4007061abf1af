using System.Buffers.Binary;

namespace AiDevFramework.TestSupport.Telemetry;

/// <summary>One field of a message in the wire format of Protocol Buffers.</summary>
/// <param name="Bytes">A text, some bytes or a message.</param>
/// <param name="Value">A number, whatever its type.</param>
internal readonly record struct ProtoField(int Number, ReadOnlyMemory<byte> Bytes, ulong Value)
{
    public string Text => System.Text.Encoding.UTF8.GetString(Bytes.Span);

    public double Double => BitConverter.UInt64BitsToDouble(Value);

    public string Hex => Convert.ToHexStringLower(Bytes.Span);

    /// <exception cref="FormatException">The bytes are no message.</exception>
    public static IEnumerable<ProtoField> ReadAll(ReadOnlyMemory<byte> message)
    {
        var at = 0;
        while (at < message.Length)
        {
            var key = Varint(message.Span, ref at);
            var number = (int)(key >> 3);
            switch (key & 7)
            {
                case 0:
                    yield return new ProtoField(number, default, Varint(message.Span, ref at));
                    break;
                case 1:
                    yield return new ProtoField(number, default, BinaryPrimitives.ReadUInt64LittleEndian(message.Span[at..]));
                    at += 8;
                    break;
                case 2:
                    var length = (int)Varint(message.Span, ref at);
                    yield return new ProtoField(number, message.Slice(at, length), 0);
                    at += length;
                    break;
                case 5:
                    yield return new ProtoField(number, default, BinaryPrimitives.ReadUInt32LittleEndian(message.Span[at..]));
                    at += 4;
                    break;
                default:
                    throw new FormatException($"Wire type {key & 7} at byte {at}.");
            }
        }
    }

    private static ulong Varint(ReadOnlySpan<byte> bytes, ref int at)
    {
        var value = 0UL;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var next = bytes[at++];
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
            {
                return value;
            }
        }

        throw new FormatException("A number has more than ten bytes.");
    }
}
