using AiDevFramework.Grains.Llm;
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

                Assert.Equal(pieces.All(piece => piece.Length == 0), buffer.IsEmpty);
                Assert.Equal(string.Concat(pieces), buffer.Take());
                Assert.True(buffer.IsEmpty);
            }
        });

    [Fact]
    public void Dispose_GivesTheMemoryBackOnce_AndLeavesItEmpty()
    {
        var buffer = new TextBuffer();
        buffer.Append("text");

        buffer.Dispose();
        buffer.Dispose();

        Assert.Equal("", buffer.Take());
        buffer.Append("more");
        Assert.Equal("more", buffer.Take());
        buffer.Dispose();
    }

    [Fact]
    public void Advance_BeyondWhatWasAskedFor_IsRefused()
    {
        using var buffer = new TextBuffer();
        var room = buffer.GetMemory(10).Length;

        Assert.Throws<ArgumentOutOfRangeException>(() => buffer.Advance(room + 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => buffer.Advance(-1));
    }
}
