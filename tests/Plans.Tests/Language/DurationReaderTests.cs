using AiDevFramework.Plans.Language;

namespace AiDevFramework.Plans.Tests.Language;

public sealed class DurationReaderTests
{
    [Theory]
    [InlineData("2 weeks", 10, "2 weeks")]
    [InlineData("two weeks", 10, "2 weeks")]
    [InlineData("a week", 5, "1 week")]
    [InlineData("half a week", 2.5, "0.5 weeks")]
    [InlineData("one and a half weeks", 7.5, "1.5 weeks")]
    [InlineData("1½ weeks", 7.5, "1.5 weeks")]
    [InlineData("two to three weeks", 15, "2-3 weeks")]
    [InlineData("2+ weeks", 10, "2 weeks")]
    [InlineData("~2 wks", 10, "2 weeks")]
    [InlineData("10 business days", 10, "10 days")]
    [InlineData("14 calendar days", 10, "14 calendar days")]
    [InlineData("16 hours", 2, "16 hours")]
    [InlineData("a fortnight", 10, "2 weeks")]
    [InlineData("2 sprints", 20, "4 weeks")]
    [InlineData("1 quarter", 65, "1 quarter")]
    [InlineData("2 weeks and 3 days", 13, "13 days")]
    [InlineData("Week 1 - Week 2", 10, "Weeks 1-2")]
    [InlineData("Weeks 1 through 2", 10, "Weeks 1-2")]
    [InlineData("Week 5", 5, "Week 5")]
    [InlineData("2 Wochen", 10, "2 weeks")]
    [InlineData("zwei bis drei Wochen", 15, "2-3 weeks")]
    [InlineData("anderthalb Wochen", 7.5, "1.5 weeks")]
    [InlineData("Woche 3 bis 4", 10, "Weeks 3-4")]
    [InlineData("KW 12-14", 15, "Weeks 12-14")]
    [InlineData("10 Arbeitstage", 10, "10 days")]
    [InlineData("deux semaines", 10, "2 weeks")]
    [InlineData("dos semanas", 10, "2 weeks")]
    [InlineData("2 a 3 semanas", 15, "2-3 weeks")]
    [InlineData("duas semanas", 10, "2 weeks")]
    [InlineData("due settimane", 10, "2 weeks")]
    [InlineData("anderhalve week", 7.5, "1.5 weeks")]
    [InlineData("dwa tygodnie", 10, "2 weeks")]
    [InlineData("2週間", 10, "2 weeks")]
    [InlineData("約2〜3週間", 15, "2-3 weeks")]
    [InlineData("１０営業日", 10, "10 days")]
    [InlineData("两周", 10, "2 weeks")]
    [InlineData("2到3周", 15, "2-3 weeks")]
    [InlineData("10个工作日", 10, "10 days")]
    public void Read_OfALength_CountsWorkingDays(string text, double days, string normal)
    {
        var duration = DurationReader.Read(text);

        Assert.NotNull(duration);
        Assert.Equal((days, normal), ((double)Math.Round(duration.Days, 6), duration.Normal()));
        Assert.Equal(duration.Days, DurationReader.Read(normal)?.Days);
    }

    [Theory]
    [InlineData("")]
    [InlineData("soon")]
    [InlineData("0 weeks")]
    [InlineData("Weeks 4-2")]
    [InlineData("3 engineers")]
    [InlineData("F1, F2")]
    [InlineData("by Q3 2027")]
    [InlineData("weekly")]
    public void Read_OfNoLength_FindsNone(string text) => Assert.Null(DurationReader.Read(text));
}
