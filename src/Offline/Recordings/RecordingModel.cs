using AiDevFramework.Grains.Abstractions;
using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.Llm;

namespace AiDevFramework.Offline.Recordings;

/// <summary>Answers the steps of projects that show an example, and nothing else.</summary>
/// <param name="player">Accounts for a <see cref="RecordingClient"/>.</param>
internal sealed class RecordingModel(IChatModel player) : IChatModel
{
    /// <exception cref="LlmException">This release has no answer: it is older or newer than the one that the project was made with.</exception>
    public Task<ModelReply> AskAsync(ModelQuestion question, CancellationToken cancellationToken)
    {
        var request = RecordingClient.RequestOf(question.Origin.Request);
        var example = request.Material.Example!;
        if (Recording.AnswerTo(request.Step, example) is null)
        {
            throw new LlmException($"This release has no recording of the example '{example}' for the step {WireName.Of(request.Step)}.", retryAvailable: true)
            {
                FixFirst = "The service runs a release that has this recording, or the project is created anew.",
            };
        }

        return request.Earlier is [.., { Verdict: CallVerdict.Repair, Complaint: var complaint }]
            ? throw new LlmException($"The recording of the example '{example}' does not fit this release: {complaint}", retryAvailable: false)
            : player.AskAsync(question, cancellationToken);
    }
}
