using AiDevFramework.Plans.Intake;

namespace AiDevFramework.Plans.Tests.Intake;

public sealed class QuoteFinderTests
{
    private const string Text = "It must run  in our\nown data centre, not in the cloud. No SQL.";

    [Theory]
    [InlineData("run in our own data centre")]
    [InlineData("RUN IN OUR OWN")]
    [InlineData("\"not in the cloud.\"")]
    [InlineData("It must run in our own data centre, not in the cloud. No SQL.")]
    public void Find_WordsOfTheText_FindsThem(string quote) => Assert.NotNull(new QuoteFinder(Text).Find(quote));

    [Theory]
    [InlineData("run in your own data centre")]
    [InlineData("own data cent")]
    [InlineData("ust run")]
    [InlineData("…")]
    [InlineData("")]
    [InlineData("  ")]
    public void Find_OtherWordsOrPartsOfWords_FindsNothing(string quote) => Assert.Null(new QuoteFinder(Text).Find(quote));

    [Fact]
    public void Find_ReturnsThePlaceInTheText()
    {
        var range = new QuoteFinder(Text).Find("run in our own")!.Value;

        Assert.Equal("run  in our\nown", Text[range.Start..range.End]);
    }
}
