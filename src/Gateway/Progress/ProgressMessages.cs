using System.Text.Json;
using System.Text.Json.Serialization;
using AiDevFramework.Gateway.Api;
using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.Grains.Abstractions.Progress;
using AiDevFramework.Grains.Abstractions.Projects;

namespace AiDevFramework.Gateway.Progress;

/// <summary>Messages of a connection that are no stored events, in the specification's shape.</summary>
internal static class ProgressMessages
{
    private static readonly JsonSerializerOptions _format = FormatOf();

    /// <summary>The first message: where the project stands, and the number of its last event.</summary>
    public static FeedMessage Connected(ProjectView project, DateTimeOffset now) => Write(EventTypes.Connected, new ConnectedMessage(
        EventTypes.Connected, project.Id, project.Status, project.CurrentPhase, project.LastSeq, "Connected to project progress updates", now));

    public static FeedMessage Pong(DateTimeOffset now) => Write(EventTypes.Pong, new PongMessage(EventTypes.Pong, now));

    private static FeedMessage Write<T>(string type, T message) =>
        new(Seq: null, type, JsonSerializer.SerializeToUtf8Bytes(message, _format));

    private static JsonSerializerOptions FormatOf()
    {
        var format = new JsonSerializerOptions();
        ApiDefaults.Configure(format);
        return format;
    }

    /// <param name="CurrentPhase">Null before the first start, and written as that.</param>
    private sealed record ConnectedMessage(
        string Type,
        Guid ProjectId,
        WorkflowStatus CurrentStatus,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] Phase? CurrentPhase,
        long LastSeq,
        string Message,
        DateTimeOffset Timestamp);

    private sealed record PongMessage(string Type, DateTimeOffset Timestamp);
}
