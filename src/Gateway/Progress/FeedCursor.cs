using AiDevFramework.Gateway.Api;

namespace AiDevFramework.Gateway.Progress;

/// <summary>A project that a client follows, and the last event of it that the client has.</summary>
/// <param name="After">As the client wrote it; <see langword="null"/>: from what comes next on.</param>
internal sealed record FeedCursor(Guid ProjectId, string? After)
{
    /// <summary>Projects of one request.</summary>
    public const int MaxProjects = 50;

    /// <summary>Reads <c>id:seq,id:seq</c>.</summary>
    /// <returns><see langword="null"/> where that is no such list of 1 to <see cref="MaxProjects"/> different projects.</returns>
    public static IReadOnlyList<FeedCursor>? ListOf(string? text)
    {
        var parts = (text ?? "").Split(',', MaxProjects + 1);
        var cursors = parts.Select(Of).OfType<FeedCursor>().ToList();
        return cursors.Count == parts.Length && cursors.Count <= MaxProjects && cursors.DistinctBy(cursor => cursor.ProjectId).Count() == cursors.Count
            ? cursors
            : null;
    }

    private static FeedCursor? Of(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var (id, after) = colon < 0 ? (text, null) : (text[..colon], text[(colon + 1)..]);
        return Uuid.TryParse(id, out var project) && after?.All(char.IsAsciiDigit) is not false && after is not "" ? new FeedCursor(project, after) : null;
    }
}
