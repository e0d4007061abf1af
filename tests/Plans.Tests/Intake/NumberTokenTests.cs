using System.Globalization;
using AiDevFramework.Plans.Intake;

namespace AiDevFramework.Plans.Tests.Intake;

public sealed class NumberTokenTests
{
    [Theory]
    [InlineData("60.000", "60000")]
    [InlineData("60,000", "60000")]
    [InlineData("60 000", "60000")]
    [InlineData("60\u00A0000", "60000")]
    [InlineData("60'000", "60000")]
    [InlineData("1.234.567,5", "1234567.5")]
    [InlineData("1,234,567.50", "1234567.50")]
    [InlineData("1,5", "1.5")]
    [InlineData("6.0", "6.0")]
    [InlineData("0.125", "0.125")]
    [InlineData("６０", "60")]
    public void Read_ANumber_HasItsValue(string text, string value) =>
        Assert.Equal(decimal.Parse(value, CultureInfo.InvariantCulture), NumberToken.Read(text, 0).Value);

    [Theory]
    [InlineData("1.2.3")]
    [InlineData("31.03.2027")]
    [InlineData("12345678901234567")]
    public void Read_NoNumber_HasNone(string text)
    {
        var token = NumberToken.Read(text, 0);

        Assert.Null(token.Value);
        Assert.Equal(text.Length, token.End);
    }

    [Fact]
    public void Read_TwoNumbersApart_AreTwo() => Assert.Equal(1, NumberToken.Read("2 30", 0).End);
}
