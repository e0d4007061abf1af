using AiDevFramework.Llm;

namespace AiDevFramework.Grains.Attempts;

/// <summary>Reserves the attempts of this silo: each is at a call that a run here waits for.</summary>
internal sealed class AttemptLedger(PendingCalls calls) : IAttemptLedger
{
    public ValueTask<Reservation> ReserveAsync(ModelQuestion question)
    {
        var call = calls.Find(question.Origin.ProjectId) ?? throw new RunLostException("Nobody on this silo waits for this call.");
        return call.Attempts.ReserveAsync(question);
    }
}
