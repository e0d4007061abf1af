using AiDevFramework.Llm;

namespace AiDevFramework.Grains.Projects;

/// <summary>
/// Whether this silo still is a member of its cluster. A silo that was frozen and voted out does not know it when it wakes: it
/// must not spend money on steps that others have done, nor take runs from them.
/// </summary>
internal sealed class SiloStanding(IClusterMembershipService membership, ILocalSiloDetails silo, TimeProvider clock) : ICallPermit
{
    /// <summary>How long an answer holds: well below the time in which the others could vote this silo out.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);

    /// <summary>How old an answer may be when it arrives: a silo that was frozen between question and answer asks again. Longer, since a
    /// database that is slow still answers; and shorter than the six seconds in which a silo is voted out.</summary>
    private static readonly TimeSpan Timely = TimeSpan.FromSeconds(3);

    private readonly Lock _lock = new();
    private long? _confirmedAt;
    private Task<long>? _asking;

    /// <summary>Reads the list of members where the last answer is too old; who asks at the same time shares one reading.</summary>
    /// <exception cref="VotedOutException">This silo was voted out.</exception>
    /// <exception cref="OperationCanceledException">The caller gave up.</exception>
    public async Task ConfirmAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            Task<long> asking;
            lock (_lock)
            {
                if (_confirmedAt is { } confirmed && clock.GetElapsedTime(confirmed) < Fresh)
                {
                    return;
                }

                asking = _asking is { IsCompleted: false } ? _asking : _asking = AskAsync();
            }

            var asked = await asking.WaitAsync(cancellationToken);
            if (membership.CurrentSnapshot.GetSiloStatus(silo.SiloAddress) is SiloStatus.Dead)
            {
                throw new VotedOutException();
            }

            lock (_lock)
            {
                _confirmedAt = asked;
            }

            if (clock.GetElapsedTime(asked) < Timely)
            {
                return;
            }
        }
    }

    /// <returns>When it was asked: the answer is no newer.</returns>
    private async Task<long> AskAsync()
    {
        var asked = clock.GetTimestamp();
        await membership.Refresh(default, CancellationToken.None);
        return asked;
    }
}
