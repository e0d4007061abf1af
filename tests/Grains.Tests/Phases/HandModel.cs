using System.Collections.Concurrent;
using AiDevFramework.Grains.Tests.Projects;
using AiDevFramework.Llm;

namespace AiDevFramework.Grains.Tests.Phases;

/// <summary>A model that does for each project what its test wants; holds the calls of the others.</summary>
internal sealed class HandModel : IChatModel
{
    private readonly ConcurrentDictionary<Guid, HeldCall> _held = [];
    private readonly ConcurrentDictionary<Guid, Func<ModelReply>> _answers = [];

    public HeldCall CallOf(Guid project) => _held.GetOrAdd(project, _ => new HeldCall());

    /// <summary>What a call of the project ends with, once it is let go on.</summary>
    public void Answer(Guid project, Func<ModelReply> answer) => _answers[project] = answer;

    public async Task<ModelReply> AskAsync(ModelQuestion question, CancellationToken cancellationToken)
    {
        await CallOf(question.Origin.ProjectId).EnterAsync(cancellationToken);
        return _answers.TryGetValue(question.Origin.ProjectId, out var answer)
            ? answer()
            : new ModelAnswer("""{"feature_count_estimate": 2, "use_event_storming": false, "reasoning": "Small"}""", false, Questions.Call);
    }
}
