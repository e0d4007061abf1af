using AiDevFramework.Llm;

namespace AiDevFramework.Grains.Attempts;

/// <summary>The attempts of this silo: each belongs to a step that a grain here waits for, and it is the grain that stores it.</summary>
internal sealed class AttemptLedger(OpenSteps steps, ICallPlanner planner, TimeProvider clock) : IAttemptLedger
{
    public async ValueTask<IAttempt> OpenAsync(ModelQuestion question, CancellationToken cancellationToken)
    {
        var step = steps.Find(question.Request.ProjectId)
            ?? throw new RunLostException("Nobody on this silo waits for this step.");
        if (step.TakeStored(question.Model, clock.GetTimestamp()) is { } stored)
        {
            return stored; // with the transition that made this call the next one
        }

        await step.StoreAsync(planner.PlanFor(question), cancellationToken).ConfigureAwait(false);
        return step.TakeStored(question.Model, clock.GetTimestamp())
            ?? throw new RunLostException("The attempt was not stored.");
    }
}
