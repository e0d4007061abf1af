using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.Grains.Attempts;
using AiDevFramework.Llm;

namespace AiDevFramework.Grains.Tests.Projects;

/// <summary>Knows no price until <see cref="Arrive"/>.</summary>
internal sealed class LateQuotes : IQuotes
{
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Ready => _ready.Task;

    private FixedQuotes Known => new(Ready.IsCompleted ? 0.09m : null);

    public void Arrive() => _ready.SetResult();

    public Quote QuoteFor(StepRequest request) => Known.QuoteFor(request);

    public Quote QuoteFor(ModelQuestion question) => Known.QuoteFor(question);
}
