using AiDevFramework.Grains.Abstractions;

namespace AiDevFramework.Grains.Tests;

public sealed class Utf8TextTests
{
    [Fact]
    public void Equals_OfTheSameText_IsTrueAndOfAnotherFalse()
    {
        var (text, same, other) = (Utf8Text.Of("größer 😀"), new Utf8Text("größer 😀"u8.ToArray()), Utf8Text.Of("größer"));

        Assert.True(text == same);
        Assert.True(text != other);
        Assert.True(text.Equals((object)same));
        Assert.Equal(text.GetHashCode(), same.GetHashCode());
        Assert.Equal("größer 😀", text.ToString());
    }

    [Fact]
    public void Default_IsTheEmptyText()
    {
        Assert.Equal(Utf8Text.Of(""), default);
        Assert.Equal("", default(Utf8Text).ToString());
        Assert.True(default(Utf8Text).Memory.IsEmpty);
    }
}
