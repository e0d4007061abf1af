using AiDevFramework.Web.Runs;
using static AiDevFramework.Web.Runs.RunPhaseState;

namespace AiDevFramework.Gateway.Tests.Pages.Runs;

public sealed class RunTimelineTests
{
    public static TheoryData<string, RunPhaseState[]> States => new()
    {
        { "created", [ToCome, ToCome, ToCome, ToCome, ToCome] },
        { "running", [Done, LeftOut, Running, ToCome, ToCome] },
        { "paused", [Done, LeftOut, Failed, ToCome, ToCome] },
        { "failed", [Done, LeftOut, Failed, ToCome, ToCome] },
        { "hopeless", [Done, LeftOut, Failed, ToCome, ToCome] },
        { "retried", [Done, LeftOut, Running, ToCome, ToCome] },
        { "cancelled", [Done, LeftOut, Stopped, ToCome, ToCome] },
        { "completed", [Done, LeftOut, Done, Done, Done] },
    };

    [Theory]
    [MemberData(nameof(States))]
    public void Of_ARunInAnyState_TellsWhatBecameOfEachPhase(string state, RunPhaseState[] expected) =>
        Assert.Equal(expected, RunSamples.Of(state).Phases.Select(phase => phase.State));

    [Fact]
    public void Of_ACompletedRun_HasDurationsCostsFindingsModelsAndDocuments()
    {
        var run = RunSamples.Of("completed");
        var requirements = run.Phases[2];

        Assert.Equal((40, 0.05m, (1, 2)), (requirements.DurationSeconds, requirements.CostUsd, requirements.Findings));
        Assert.Null(run.Phases[3].CostUsd); // not known, and not 0
        Assert.Equal(new RunModelUse("openai/gpt-4o-mini", 1, 900, 0.0012m), Assert.Single(run.Phases[0].Models));
        Assert.Equal([false, false, true, true, true], run.Phases.Select(phase => phase.Document is not null));
    }

    [Fact]
    public void Of_ARetriedRun_CountsItsAttemptsAndBeginsAtTheRetry()
    {
        var run = RunSamples.Of("retried");

        Assert.Equal([1, 0, 2, 0, 0], run.Phases.Select(phase => phase.Attempts));
        Assert.Equal(RunSamples.Noon.AddMinutes(5), run.StartedAt);
    }

    [Theory]
    [InlineData("One line", "One line")]
    [InlineData("  Two\nlines\t here ", "Two lines here")]
    [InlineData("", "")]
    public void ShortIdea_OfAShortText_IsItInOneLine(string idea, string expected) => Assert.Equal(expected, ShortIdea.Of(idea));

    [Fact]
    public void ShortIdea_OfALongText_IsCutBetweenWordsAndNeverInACharacter()
    {
        Assert.Equal($"{string.Join(' ', Enumerable.Repeat("words", 15))}…", ShortIdea.Of(string.Join(' ', Enumerable.Repeat("words", 50))));
        Assert.DoesNotContain("\uFFFD", System.Text.Encoding.UTF8.GetString(System.Text.Encoding.UTF8.GetBytes(ShortIdea.Of("x" + string.Concat(Enumerable.Repeat("😀", 80))))), StringComparison.Ordinal);
    }
}
