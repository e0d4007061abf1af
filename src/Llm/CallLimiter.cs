using Microsoft.Extensions.Options;

namespace AiDevFramework.Llm;

/// <summary>
/// Bounds the model calls in flight: on this silo by <see cref="LlmOptions.MaxConcurrency"/>, and over all silos by what each
/// model is limited to. Calls wait as long as it takes, users in turn: refusing one would fail its project for the others' sake.
/// </summary>
/// <param name="slots">Absent where no model is limited.</param>
/// <param name="permit">Absent where nothing can forbid a call.</param>
/// <param name="liveText">Tells those who watch a project that its call waits.</param>
internal sealed class CallLimiter(
    IOptions<LlmOptions> options, ISharedSlots? slots = null, ICallPermit? permit = null, ICallListener? liveText = null)
{
    /// <summary>Pause between two checks of whether this silo may still make calls, while the database is away.</summary>
    private static readonly TimeSpan RetryDelay = TimeSpan.FromMilliseconds(500);

    private readonly FairGate _gate = new(options.Value.MaxConcurrency);

    /// <summary>Waits for a place; disposing of the result gives it back.</summary>
    /// <exception cref="OperationCanceledException">The caller gave up, its place in the queue is free again.</exception>
    public async ValueTask<CallPlace> EnterAsync(CallOrigin origin, string model, CancellationToken cancellationToken)
    {
        var place = default(CallPlace);
        try
        {
            // The model's slot first: one that has a place of this silo and waits for a slot would keep other models' calls out.
            if (slots?.Find(model) is { } lease)
            {
                place = place with { Slot = lease.Gate.TryEnter() ?? await WaitForSlotAsync(lease, origin, cancellationToken).ConfigureAwait(false) };
            }

            return place with
            {
                Place = _gate.TryEnter()
                    ?? await WaitAsync(_gate.EnterAsync(origin.UserId, cancellationToken), origin, LiveWaitReason.Queue).ConfigureAwait(false),
            };
        }
        catch
        {
            place.Dispose();
            throw;
        }
    }

    /// <summary>Returns when a call may be sent. Ask right before sending, after its attempt is stored: waiting for a place and
    /// storing take time, and this silo may be voted out meanwhile.</summary>
    /// <exception cref="OperationCanceledException">This silo may not make calls any more, or the caller gave up.</exception>
    public async ValueTask PermitAsync(CancellationToken cancellationToken)
    {
        while (!await IsPermittedAsync(cancellationToken).ConfigureAwait(false))
        {
            await Task.Delay(RetryDelay, cancellationToken).ConfigureAwait(false);
        }
    }

    private ValueTask<IDisposable> WaitForSlotAsync(ISharedSlot lease, CallOrigin origin, CancellationToken cancellationToken)
    {
        var entering = lease.Gate.EnterAsync(origin.UserId, cancellationToken);
        lease.Ask();
        return WaitAsync(entering, origin, LiveWaitReason.ModelLimit);
    }

    private async ValueTask<IDisposable> WaitAsync(ValueTask<IDisposable> entering, CallOrigin origin, LiveWaitReason reason)
    {
        CallInstruments.CallsWaiting.Add(1);
        try
        {
            using var wait = liveText?.Wait(origin, reason, forAbout: null);
            return await entering.ConfigureAwait(false);
        }
        finally
        {
            CallInstruments.CallsWaiting.Add(-1);
        }
    }

    private async ValueTask<bool> IsPermittedAsync(CancellationToken cancellationToken)
    {
        if (permit is null)
        {
            return true;
        }

        try
        {
            await permit.ConfirmAsync(cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return false;
        }
    }
}

/// <summary>The right to make one call; to be disposed of once.</summary>
internal readonly record struct CallPlace(IDisposable? Slot, IDisposable? Place) : IDisposable
{
    public void Dispose()
    {
        Place?.Dispose();
        Slot?.Dispose();
    }
}
