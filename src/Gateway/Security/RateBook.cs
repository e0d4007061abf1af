namespace AiDevFramework.Gateway.Security;

/// <summary>One client's pages, one for each limit that it has met, and when it was last there. Not thread-safe.</summary>
/// <param name="newPage">A new page for a limit.</param>
/// <param name="windowOf">The count of the last minute that is on a page.</param>
internal sealed class RateBook<T>(Func<RatePolicy, T> newPage, Func<T, RateWindow> windowOf)
{
    private readonly Dictionary<string, T> _pages = [];

    public long LastSecond { get; private set; }

    /// <returns>The page of the limit, moved on to <paramref name="now"/>, in seconds; that never runs backwards.</returns>
    public T PageOf(RatePolicy policy, double now)
    {
        LastSecond = Math.Max(LastSecond, (long)now);
        if (!_pages.TryGetValue(policy.Name, out var page))
        {
            _pages.Add(policy.Name, page = newPage(policy));
        }

        windowOf(page).MoveTo(LastSecond);
        return page;
    }
}
