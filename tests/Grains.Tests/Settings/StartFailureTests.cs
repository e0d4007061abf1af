using AiDevFramework.Settings;
using Npgsql;

namespace AiDevFramework.Grains.Tests.Settings;

public sealed class StartFailureTests
{
    [Fact]
    public void Explain_OfADatabaseThatGoesAwayDuringTheStart_SaysSoInALine()
    {
        var errors = new StringWriter();

        var explained = StartFailure.Explain(
            new NpgsqlException("Exception while reading from stream", new EndOfStreamException()), errors);

        Assert.True(explained);
        Assert.Contains(
            "  - The database went away during the start: Exception while reading from stream", errors.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(" at ", errors.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Explain_OfAMistakeOfTheProgram_LeavesItToTheRuntime()
    {
        Assert.False(StartFailure.Explain(new InvalidOperationException("Sequence contains no elements"), TextWriter.Null));
    }
}
