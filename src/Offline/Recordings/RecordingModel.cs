using AiDevFramework.Grains.Abstractions;
using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.Llm;

namespace AiDevFramework.Offline.Recordings;

/// <summary>Answers the steps of projects that show an example, and nothing else.</summary>
/// <param name="player">Accounts for a <see cref="RecordingClient"/>.</param>
internal sealed class RecordingModel(IChatModel player) : IChatModel
{
    /// <returns>A failure where this release has no answer: it is older or newer than the one that the project was made with.</returns>
    public Task<ModelReply> AskAsync(ModelQuestion question, CancellationToken cancellationToken)
    {
        var request = RecordingClient.RequestOf(question.Origin.Request);
        var example = request.Material.Example!;
        if (Recording.AnswerTo(request.Step, example) is null)
        {
            return Fail(new StepFailure(
                $"This release has no recording of the example '{example}' for the step {WireName.Of(request.Step)}.", RetryAvailable: true,
                FixFirst: "The service runs a release that has this recording, or the project is created anew."));
        }

        return request.Earlier is [.., { Verdict: CallVerdict.Repair, Complaint: var complaint }]
            ? Fail(new StepFailure($"The recording of the example '{example}' does not fit this release: {complaint}", RetryAvailable: false))
            : player.AskAsync(question, cancellationToken);
    }

    private static Task<ModelReply> Fail(StepFailure reason) => Task.FromResult<ModelReply>(new ModelFailure(reason));
}
