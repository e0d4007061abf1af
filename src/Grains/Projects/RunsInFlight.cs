namespace AiDevFramework.Grains.Projects;

/// <summary>How many runs this process drives now, for the line that it says when it stops.</summary>
public static class RunsInFlight
{
    private static int _count;

    public static int Count => Volatile.Read(ref _count);

    /// <returns>Ends the run's part of the count when it is disposed of.</returns>
    public static IDisposable Enter()
    {
        Interlocked.Increment(ref _count);
        return new Leaving();
    }

    private sealed class Leaving : IDisposable
    {
        private int _left;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _left, 1) == 0)
            {
                Interlocked.Decrement(ref _count);
            }
        }
    }
}
