using System.Buffers;
using Orleans.Serialization.Buffers;
using Orleans.Serialization.Codecs;
using Orleans.Serialization.WireProtocol;

namespace AiDevFramework.Grains.Abstractions;

/// <summary>
/// Writes and reads a text between processes as a string is written and read there: its length and its UTF-8, counted among the things that
/// a message can refer to again. So a member that was a string stays what it was for the release before.
/// </summary>
[RegisterSerializer]
internal sealed class Utf8TextCodec : IFieldCodec<Utf8Text>
{
    public void WriteField<TBufferWriter>(ref Writer<TBufferWriter> writer, uint fieldIdDelta, Type? expectedType, Utf8Text value)
        where TBufferWriter : IBufferWriter<byte>
    {
        ReferenceCodec.MarkValueField(writer.Session);
        writer.WriteFieldHeader(fieldIdDelta, expectedType, typeof(Utf8Text), WireType.LengthPrefixed);
        writer.WriteVarUInt32((uint)value.Span.Length);
        writer.Write(value.Span);
    }

    public Utf8Text ReadValue<TInput>(ref Reader<TInput> reader, Field field)
    {
        field.EnsureWireType(WireType.LengthPrefixed); // a payload is in no message twice: nothing refers to it
        var text = new Utf8Text(reader.ReadBytes(reader.ReadVarUInt32()));
        ReferenceCodec.MarkValueField(reader.Session);
        return text;
    }
}
