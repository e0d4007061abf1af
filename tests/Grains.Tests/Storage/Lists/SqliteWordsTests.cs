using AiDevFramework.Storage;
using CsCheck;

namespace AiDevFramework.Grains.Tests.Storage.Lists;

public sealed class SqliteWordsTests
{
    private static readonly Gen<string> _genWord =
        Gen.OneOf(Gen.Char['x', 'z'].Select(letter => $"{letter}"), Gen.Int[0xA0, 0x10FFFF].Where(code => code is < 0xD800 or > 0xDFFF).Select(char.ConvertFromUtf32))
            .Array[0, 6].Select(string.Concat);

    [Fact]
    public void Of_TwoWords_BeginsOneWithTheOtherWhereTheWordsDo() => Gen.Select(_genWord, _genWord).Sample((one, other) => Assert.Equal(
        one.StartsWith(other, StringComparison.Ordinal), SqliteWords.Of(one).StartsWith(SqliteWords.Of(other), StringComparison.Ordinal)));

    [Fact]
    public void Of_AnyWord_IsOfSmallLettersAndDigitsAndNoUser() => _genWord.Sample(word =>
    {
        Assert.All(SqliteWords.Of(word), letter => Assert.True(char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter)));
        Assert.DoesNotMatch("^zy[0-9a-f]{32}$", SqliteWords.Of(word));
    });

    [Fact]
    public void Of_ASentence_KeepsItsBlanks() => Assert.Equal(" ab  zzc ", SqliteWords.Of(" ab  zc "));
}
