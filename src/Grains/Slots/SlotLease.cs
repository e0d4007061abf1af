using AiDevFramework.Grains.Abstractions.Slots;
using AiDevFramework.Llm;

namespace AiDevFramework.Grains.Slots;

/// <summary>
/// The slots of one model that this silo may use. While any is used or wanted, it asks once a second, and at once when calls
/// begin to wait; a lease that cannot be renewed runs out, and the calls under way go on.
/// </summary>
/// <param name="lease">Asks for slots, given how many are in use and how many calls wait.</param>
internal sealed class SlotLease(
    Func<int, int, CancellationToken, Task<int>> lease, Action<Exception> failed, TimeProvider clock, CancellationToken stopping)
    : ISharedSlot
{
    /// <summary>Calls that come in a burst are asked for together.</summary>
    private static readonly TimeSpan Burst = TimeSpan.FromMilliseconds(20);

    /// <summary>The longest wait for an answer.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly Lock _lock = new();
    private TaskCompletionSource _wanted = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _renewing;

    public FairGate Gate { get; } = new(0);

    /// <summary>Says that a call waits at the gate.</summary>
    public void Ask()
    {
        lock (_lock)
        {
            _wanted.TrySetResult();
            if (_renewing)
            {
                return;
            }

            _renewing = true;
        }

        _ = RenewAsync();
    }

    private async Task RenewAsync()
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding); // off the caller's scheduler, a grain's may be
        var leasedAt = clock.GetTimestamp();
        while (!stopping.IsCancellationRequested)
        {
            EndWithTheLease(); // the process may have stood still
            Task wanted;
            lock (_lock)
            {
                _wanted = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                wanted = _wanted.Task;
                if (Gate.Load is (0, 0) && Gate.Capacity == 0)
                {
                    _renewing = false; // who comes now finds it so, and begins anew
                    return;
                }
            }

            var asked = clock.GetTimestamp();
            var (inUse, waiting) = Gate.Trim(); // others may be lent the rest before the answer is here
            var scarce = true;
            try
            {
                var slots = await lease(inUse, waiting, stopping).WaitAsync(WithinTheLease(Patience), clock, stopping);
                (leasedAt, Gate.Capacity) = (asked, slots);
                scarce = slots < inUse + waiting;
            }
            catch (Exception exception) when (!stopping.IsCancellationRequested)
            {
                failed(exception);
                EndWithTheLease();
            }
            catch (OperationCanceledException)
            {
                return; // the silo stops
            }

            await PauseAsync(scarce ? Task.Delay(WithinTheLease(IModelSlots.Renewal), clock, stopping) : wanted.WaitAsync(IModelSlots.Renewal, clock, stopping));
            if (!scarce && wanted.IsCompleted)
            {
                await PauseAsync(Task.Delay(Burst, clock, stopping));
            }
        }

        void EndWithTheLease()
        {
            if (clock.GetElapsedTime(leasedAt) >= IModelSlots.Lease)
            {
                Gate.Capacity = 0;
            }
        }

        TimeSpan WithinTheLease(TimeSpan pause)
        {
            var left = IModelSlots.Lease - clock.GetElapsedTime(leasedAt);
            return left > TimeSpan.Zero && left < pause ? left : pause;
        }

        static async Task PauseAsync(Task pause) => await pause.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
