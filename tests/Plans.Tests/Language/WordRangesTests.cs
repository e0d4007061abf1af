using AiDevFramework.Plans.Language;

namespace AiDevFramework.Plans.Tests.Language;

public sealed class WordRangesTests
{
    [Theory]
    [InlineData("Für", "für")]
    [InlineData("Fu\u0308r", "für")] // as macOS writes the names of files
    [InlineData("cre\u0300me bru\u0302le\u0301e", "crème brûlée")]
    [InlineData("Ｐｏｓｔｇｒｅｓ", "postgres")]
    [InlineData("a\u0316b", "ab")] // a mark that is no letter's accent
    [InlineData("\u0308a", "a")]
    public void Fold_OfHoweverALetterIsWritten_IsOneWord(string text, string folded)
    {
        var words = new List<string>();
        Span<char> word = stackalloc char[WordRanges.MostCharacters];
        foreach (var (start, end) in new WordRanges(text))
        {
            words.Add(word[..WordRanges.Fold(text.AsSpan(start..end), word)].ToString());
        }

        Assert.Equal(folded, string.Join(' ', words));
    }
}
