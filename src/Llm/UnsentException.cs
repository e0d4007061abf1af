namespace AiDevFramework.Llm;

/// <summary>The caller gave up before the permit to send was decided. The request was never complete.</summary>
internal sealed class UnsentException(Exception innerException)
    : OperationCanceledException("The call was given up before all of it was sent.", innerException)
{
    /// <returns>Whether the attempt that failed with this was never sent: no provider answers, or charges for, a part of a request.</returns>
    public static bool IsAt(Exception? failure)
    {
        while (failure is not (null or UnsentException or VotedOutException))
        {
            failure = failure.InnerException;
        }

        return failure is not null;
    }
}
