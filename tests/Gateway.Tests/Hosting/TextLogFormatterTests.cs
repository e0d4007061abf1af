using System.Globalization;
using AiDevFramework.Grains.Abstractions;
using AiDevFramework.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace AiDevFramework.Gateway.Tests.Hosting;

public sealed class TextLogFormatterTests
{
    private const string Time = "2026-11-30T12:00:00.250Z";

    [Theory]
    [InlineData(LogLevel.Debug, "dbug")]
    [InlineData(LogLevel.Information, "info")]
    [InlineData(LogLevel.Warning, "warn")]
    [InlineData(LogLevel.Error, "fail")]
    [InlineData(LogLevel.Critical, "crit")]
    public void Write_OfAnEntry_SaysTimeLevelCategoryAndMessage(LogLevel level, string name) =>
        Assert.Equal($"{Time} {name}: Some.Category run 1 started\n", Write(level, "run 1 started"));

    [Fact]
    public void Write_OfAnException_StaysOnTheLine() =>
        Assert.Equal(
            $"{Time} fail: Some.Category it broke System.InvalidOperationException: first second\n",
            Write(LogLevel.Error, "it broke", new InvalidOperationException("first\r\nsecond")));

    /// <summary>It passes: the reason is told, and no stack.</summary>
    [Fact]
    public void Write_OfADatabaseThatIsAway_SaysWhyAlone()
    {
        var away = Thrown(new StoreUnavailableException("The database does not answer.", new InvalidOperationException("SQLite Error 10: 'disk I/O error'.")));

        Assert.Equal(
            $"{Time} warn: Some.Category trying again (The database does not answer.: SQLite Error 10: 'disk I/O error'.)\n",
            Write(LogLevel.Warning, "trying again", away));
        Assert.Contains("   at ", Write(LogLevel.Error, "it broke", away), StringComparison.Ordinal);
        Assert.Contains("   at ", Write(LogLevel.Warning, "it broke", Thrown(new InvalidOperationException("a fault"))), StringComparison.Ordinal);
    }

    private static Exception Thrown(Exception exception)
    {
        try
        {
            throw exception;
        }
        catch (Exception caught)
        {
            return caught;
        }
    }

    [Theory]
    [InlineData("a\nb", "a b")]
    [InlineData("a\r\nb", "a b")]
    [InlineData("a\u001b[2Jb", "a [2Jb")]
    [InlineData("a\u0085b\u2028c", "a b c")]
    [InlineData("\u009b31m", " 31m")]
    public void Write_OfControlCharacters_BeginsNoLineAndSteersNoTerminal(string message, string expected) =>
        Assert.Equal($"{Time} info: Some.Category {expected}\n", Write(LogLevel.Information, message));

    [Fact]
    public void Write_ForATerminal_ColorsTheLevelAlone() =>
        Assert.Equal($"{Time} \u001b[33mwarn\u001b[0m: Some.Category look\n", Write(LogLevel.Warning, "look", colored: true));

    private static string Write(LogLevel level, string message, Exception? exception = null, bool colored = false)
    {
        using var output = new StringWriter();
        new TextLogFormatter(new FakeTimeProvider(DateTimeOffset.Parse(Time, CultureInfo.InvariantCulture)), colored).Write(
            new LogEntry<string>(level, "Some.Category", new EventId(4711), message, exception, static (state, _) => state), null, output);
        return output.ToString().Replace(Environment.NewLine, "\n", StringComparison.Ordinal);
    }
}
