using AiDevFramework.Grains.Abstractions;
using CsCheck;

namespace AiDevFramework.Grains.Tests;

public sealed class TextCutTests
{
    private static readonly string[] _pieces = ["a", "é", "😀"];

    [Theory]
    [InlineData("four", 4, "four")]
    [InlineData("four", 5, "four")]
    [InlineData("four", 3, "fou")]
    [InlineData("four", 0, "")]
    [InlineData("a😀b", 2, "a")]
    [InlineData("a😀b", 3, "a😀")]
    [InlineData("😀", 1, "")]
    public void AtMost_OfAText_KeepsWholeCharacters(string text, int most, string expected) => Assert.Equal(expected, TextCut.AtMost(text, most));

    [Fact]
    public void AtMost_OfAnyText_IsItsBeginningAndNoShorterThanItMustBe() =>
        Gen.Select(Gen.Int[0, 2].Array[0, 12].Select(picks => string.Concat(picks.Select(pick => _pieces[pick]))), Gen.Int[0, 30]).Sample((text, most) =>
        {
            var cut = TextCut.AtMost(text, most);

            Assert.StartsWith(cut, text, StringComparison.Ordinal);
            Assert.Equal(cut, TextSanitiser.Clean(cut));
            Assert.InRange(cut.Length, Math.Min(text.Length, most - 1), most);
        });
}
