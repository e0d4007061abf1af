using AiDevFramework.Plans.Search;
using CsCheck;

namespace AiDevFramework.Plans.Tests.Search;

public sealed class SearchWordsTests
{
    [Theory]
    [InlineData("A Task-Board, v2!", "a task board v2")]
    [InlineData("Über ÜBER u\u0308ber U\u0308BER", "über über über über")]
    [InlineData("co\u00ADop zero\u200Bwidth", "coop zerowidth")]
    [InlineData("λόγος ΛΌΓΟΣ", "λόγοσ λόγοσ")]
    [InlineData("ＡＰＩ３", "api3")]
    [InlineData("計画 plan書", "計 画 plan 書")]
    [InlineData("हिन्दी عقد חוזה 한국어", "हिन्दी عقد חוזה 한국어")]
    [InlineData("🙂 — '' \" ( * : \\ % _ & | !", "")]
    [InlineData("a\uD800b \u0301c", "a b c")]
    public void Of_AText_AreItsWords(string text, string words) => Assert.Equal(words, string.Join(' ', SearchWords.Of(text)));

    [Fact]
    public void Of_AWordThatIsTooLong_IsItsBeginning() =>
        Assert.Equal([new string('x', SearchWords.LongestWord), "y"], SearchWords.Of($"{new string('x', 5000)} y"));

    [Fact]
    public void Of_Anything_HasNothingThatAnIndexWouldDivide() => Gen.String.Sample(text =>
        Assert.All(SearchWords.Of(text), word =>
        {
            Assert.InRange(word.EnumerateRunes().Count(), 1, SearchWords.LongestWord);
            Assert.DoesNotContain(word, letter => letter is '\'' or '"' or '\\' or ' ' or '\0' || char.IsAsciiLetterUpper(letter));
            Assert.Equal(word, Assert.Single(SearchWords.Of(word), again => again == word));
        }));
}
