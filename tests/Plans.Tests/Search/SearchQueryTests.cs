using AiDevFramework.Plans.Search;

namespace AiDevFramework.Plans.Tests.Search;

public sealed class SearchQueryTests
{
    [Theory]
    [InlineData("task board", "task board*", "")]
    [InlineData("task bo", "task bo", "")]
    [InlineData("board ", "board*", "")]
    [InlineData("\"task board\"", "task board", "task board")]
    [InlineData("„task board“ bill", "task board bill*", "task board")]
    [InlineData("\"task board", "task board", "task board")]
    [InlineData("e-mail", "e mail*", "e mail*")]
    [InlineData("task task \"task\"", "task", "")]
    [InlineData("計画", "計 画", "計 画")]
    [InlineData("a:* | b & !c <-> \\d", "a b c d", "")]
    [InlineData("x\" OR 1=1 --", "x or 1", "or 1 1")]
    public void Parse_AQuery_HasItsWordsAndPhrases(string text, string words, string phrases)
    {
        var query = SearchQuery.Parse(text)!;

        Assert.Equal(words, string.Join(' ', query.Words.Select(word => word.IsBeginning ? $"{word.Text}*" : word.Text)));
        Assert.Equal(phrases, string.Join(" / ", query.Phrases.Select(phrase => $"{string.Join(' ', phrase.Words)}{(phrase.EndsOpen ? "*" : "")}")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("\"\" — * ()")]
    public void Parse_AQueryWithoutAWord_IsNone(string text) => Assert.Null(SearchQuery.Parse(text));
}
