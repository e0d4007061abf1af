namespace AiDevFramework.ChaosSilo.Faults;

/// <summary>One fault to come.</summary>
/// <param name="Id">Repeated in the line that tells of it.</param>
/// <param name="Nth">1: the next time that the point is reached.</param>
/// <param name="AfterMs">Pause between reaching the point and the fault.</param>
/// <param name="DelayMs">How long <see cref="FaultAction.Delay"/> waits.</param>
internal sealed record FaultOrder(string Id, FaultPoint Point, FaultAction Action, int Nth = 1, int AfterMs = 0, int DelayMs = 0);
