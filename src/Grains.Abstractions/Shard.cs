using System.Buffers.Binary;

namespace AiDevFramework.Grains.Abstractions;

/// <summary>Spreads project ids evenly and identically on every process, whatever the runtime's hash codes are.</summary>
public static class Shard
{
    /// <returns>A number from 0 up to, not including, <paramref name="count"/>.</returns>
    public static int Of(Guid projectId, int count)
    {
        Span<byte> bytes = stackalloc byte[16];
        projectId.TryWriteBytes(bytes);
        var folded = BinaryPrimitives.ReadUInt64LittleEndian(bytes) ^ BinaryPrimitives.ReadUInt64LittleEndian(bytes[8..]);
        return (int)((folded * 0x9E3779B97F4A7C15UL >> 32) % (uint)count); // Fibonacci hashing spreads ordered ids too
    }
}
