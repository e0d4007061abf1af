using AiDevFramework.Llm;
using CsCheck;

namespace AiDevFramework.Grains.Tests.Llm;

public sealed class TextBufferTests
{
    [Fact]
    public void Take_OfAnyPieces_IsAllOfThem() =>
        Gen.String.Array[0, 50].Sample(pieces =>
        {
            using var buffer = new TextBuffer();
            for (var time = 0; time < 2; time++) // it begins anew
            {
                foreach (var piece in pieces)
                {
                    buffer.Append(piece);
                }

                Assert.Equal(pieces.Sum(piece => piece.Length), buffer.Length);
                Assert.Equal(string.Concat(pieces), buffer.Drain());
                Assert.Equal(0, buffer.Length);
            }
        });

    [Fact]
    public void DropAndTake_OfAnyCounts_LeaveTheRest() =>
        Gen.Select(Gen.String, Gen.Int[0, 100], Gen.Int[0, 100]).Sample((text, first, second) =>
        {
            var (drop, take) = (Math.Min(first, text.Length), Math.Min(second, text.Length - Math.Min(first, text.Length)));
            using var buffer = new TextBuffer();
            buffer.Append(text);

            buffer.Drop(drop);

            Assert.Equal(text[drop..(drop + take)], buffer.Drain(take));
            Assert.Equal(text[(drop + take)..], buffer.Written.ToString());
            Assert.Throws<ArgumentOutOfRangeException>(() => buffer.Drop(buffer.Length + 1));
        });

    [Fact]
    public void Dispose_GivesTheMemoryBackOnce_AndLeavesItEmpty()
    {
        var buffer = new TextBuffer();
        buffer.Append("text");

        buffer.Dispose();
        buffer.Dispose();

        Assert.Equal("", buffer.Drain());
        buffer.Append("more");
        Assert.Equal("more", buffer.Drain());
        buffer.Dispose();
    }

    [Fact]
    public void Advance_BeyondWhatWasAskedFor_IsRefused()
    {
        using var buffer = new TextBuffer();
        var room = buffer.GetSpan(10).Length;

        Assert.Throws<ArgumentOutOfRangeException>(() => buffer.Advance(room + 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => buffer.Advance(-1));
    }
}
