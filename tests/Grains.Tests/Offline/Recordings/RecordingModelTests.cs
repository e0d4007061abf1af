using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.Grains.Tests.Phases;
using AiDevFramework.Llm;
using AiDevFramework.Offline.Recordings;

namespace AiDevFramework.Grains.Tests.Offline.Recordings;

public sealed class RecordingModelTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private readonly RecordingModel _model = new(new HandModel());

    [Fact]
    public async Task AskAsync_ForAStepWithoutARecording_SaysWhatIsMissing()
    {
        var refused = Assert.IsType<ModelFailure>(await AskAsync(Step.EventStorming, "renamer"));

        Assert.Equal("This release has no recording of the example 'renamer' for the step EVENT_STORMING.", refused.Reason.Message);
        Assert.True(refused is { Reason: { RetryAvailable: true, FixFirst: not null }, Call: null });
    }

    [Fact]
    public async Task AskAsync_ForARepair_SaysThatARecordingDoesNotChange()
    {
        var refused = Assert.IsType<ModelFailure>(await AskAsync(Step.Prd, "portal", Questions.Faulty("# PRD", "the goals are missing")));

        Assert.Equal("The recording of the example 'portal' does not fit this release: the goals are missing", refused.Reason.Message);
        Assert.False(refused.Reason.RetryAvailable);
    }

    [Fact]
    public async Task AskAsync_ForAProjectWithoutAnExample_IsRefused() =>
        await Assert.ThrowsAsync<InvalidOperationException>(() => _model.AskAsync(Questions.Ask(Questions.Request(Step.Prd)), Cancellation));

    private Task<ModelReply> AskAsync(Step step, string example, params IReadOnlyList<EarlierCall> earlier) =>
        _model.AskAsync(Questions.Ask(Questions.Request(step, Questions.Material with { Example = example }, earlier)), Cancellation);
}
