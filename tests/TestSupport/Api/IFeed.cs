using System.Text.Json;

namespace AiDevFramework.TestSupport.Api;

/// <summary>A connection to a project's progress that keeps every message it gets.</summary>
internal interface IFeed : IAsyncDisposable
{
    /// <summary>All that came so far, in the order of arrival.</summary>
    IReadOnlyList<JsonElement> Messages { get; }

    /// <inheritdoc cref="Journal{T}.WaitForAsync"/>
    Task<JsonElement> WaitForAsync(Func<JsonElement, bool> wanted, TimeSpan deadline, CancellationToken cancellationToken);
}

internal static class FeedMessages
{
    extension(IFeed feed)
    {
        /// <summary>Those of the messages that are stored events.</summary>
        public IReadOnlyList<JsonElement> Events => [.. feed.Messages.Where(message => message.TryGetProperty("seq", out _))];

        /// <summary>The event that ends a run: <c>workflow_completed</c>, <c>workflow_failed</c> or <c>workflow_cancelled</c>.</summary>
        public Task<JsonElement> WaitForEndAsync(TimeSpan deadline, CancellationToken cancellationToken) => feed.WaitForAsync(
            message => FeedClient.TypeOf(message) is "workflow_completed" or "workflow_failed" or "workflow_cancelled", deadline, cancellationToken);
    }
}
