using System.Text.Json;
using AiDevFramework.Gateway.Api;
using AiDevFramework.Gateway.Security;
using Microsoft.AspNetCore.Http.HttpResults;

namespace AiDevFramework.Gateway.Progress;

/// <summary>The projects of one connection that follows several, each admitted by itself.</summary>
/// <param name="parts">One for each project that was asked for.</param>
internal sealed class JointFeed(IReadOnlyList<JointFeed.Part> parts) : IDisposable
{
    /// <summary>Messages that may wait before the log waits: what is live still has room then.</summary>
    private const int ReplayCapacity = FeedReader.Capacity / 2;

    /// <summary>Whether each of the projects is here, and brings no more than the client has.</summary>
    public bool IsAtEnd => parts.All(part => part.Admission is not null && !part.IsFollowed);

    /// <summary>Asks for all projects at once. Disposing ends their subscriptions.</summary>
    public static async Task<JointFeed> AdmitAsync(
        ProgressDoor door, ProgressPass pass, IReadOnlyList<FeedCursor> cursors, CancellationToken cancellationToken)
    {
        var asked = cursors.Select(cursor => AskAsync(cursor)).ToList();
        try
        {
            return new JointFeed(await Task.WhenAll(asked));
        }
        catch
        {
            foreach (var part in asked.Where(part => part.IsCompletedSuccessfully))
            {
                (await part).Admission?.Subscription.Dispose();
            }

            throw;
        }

        async Task<Part> AskAsync(FeedCursor cursor)
        {
            var (admission, refusal) = await door.AdmitAsync(pass, cursor.ProjectId, cursor.After, cancellationToken);
            return new Part(cursor.ProjectId, admission, refusal);
        }
    }

    /// <summary>Sends until no project can bring more, or the connection ends.</summary>
    /// <param name="sent">Called after each message.</param>
    /// <param name="ending">Cancelled when this ends.</param>
    public async Task RunAsync(EventWriter writer, EventPump pump, bool wantsText, ProgressRelay relay, DateTimeOffset now, Action sent,
        CancellationTokenSource ending)
    {
        writer.WriteRetry();
        foreach (var part in parts)
        {
            Introduce(writer, part, now);
        }

        var queue = new FeedQueue(FeedReader.Capacity, ReplayCapacity);
        var readers = parts.Where(part => part.IsFollowed).Select(part => part.Admission!.NewReader(wantsText, queue)).ToList();
        var over = new HashSet<Guid>();
        var following = Task.WhenAll(readers.Select(FollowAsync));
        try
        {
            await (readers.Count > 0 ? pump.RunAsync(queue, following, Send, static () => null, ending.Token) : writer.FlushAsync(ending.Token).AsTask());
        }
        finally
        {
            await ending.CancelAsync();
            await following.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing); // none must attach after we have left
            readers.ForEach(relay.Leave);
        }

        async Task FollowAsync(FeedReader reader)
        {
            try
            {
                await relay.FollowAsync(reader, ending.Token);
            }
            catch (Exception exception)
            {
                queue.End(exception, discard: false); // the client comes back for all of them
                throw;
            }
        }

        bool Send(FeedMessage message)
        {
            var project = message.ProjectId!.Value;
            if (message.Type is not FeedMessage.GoneType)
            {
                writer.WriteData(Before(project, "event"), message.Span, "}");
            }
            else if (!over.Contains(project)) // each look at the log finds it gone
            {
                WriteProblem(writer, project, Problems.ProjectNotFound(project));
            }

            sent();
            return (message.EndsProject || message.Type is FeedMessage.GoneType) && over.Add(project) && over.Count == readers.Count;
        }
    }

    public void Dispose()
    {
        foreach (var part in parts)
        {
            part.Admission?.Subscription.Dispose();
        }
    }

    private static void Introduce(EventWriter writer, Part part, DateTimeOffset now)
    {
        if (part.Admission is { } admission)
        {
            writer.WriteData(Before(part.ProjectId, "event"), ProgressMessages.Connected(admission.Project, now).Span, "}");
        }
        else
        {
            WriteProblem(writer, part.ProjectId, part.Refusal!);
        }
    }

    private static void WriteProblem(EventWriter writer, Guid projectId, ProblemHttpResult problem) =>
        writer.WriteData(Before(projectId, "problem"), JsonSerializer.SerializeToUtf8Bytes(problem.ProblemDetails), "}");

    private static string Before(Guid projectId, string member) => $$"""{"project_id":"{{projectId}}","{{member}}":""";

    /// <param name="Refusal">Why the project cannot be followed, where <paramref name="Admission"/> is <see langword="null"/>.</param>
    internal sealed record Part(Guid ProjectId, Admission? Admission, ProblemHttpResult? Refusal)
    {
        /// <summary>Whether there is more to come.</summary>
        public bool IsFollowed { get; } = Admission is { IsAtEnd: false };
    }
}
