using System.Text.Json;
using AiDevFramework.Grains.Abstractions;
using AiDevFramework.Grains.Abstractions.Progress;
using AiDevFramework.Grains.Abstractions.Projects;

namespace AiDevFramework.Gateway.Progress;

/// <summary>Messages of a connection that are no stored events, in the specification's shape.</summary>
internal static class ProgressMessages
{
    /// <summary>The first message: where the project stands, and the number of its last event.</summary>
    public static FeedMessage Connected(ProjectView project, DateTimeOffset now) => Write(EventTypes.Connected, now, json =>
    {
        json.WriteString("project_id", project.Id);
        json.WriteString("current_status", WireName.Of(project.Status));
        json.WriteString("current_phase", project.CurrentPhase is { } phase ? WireName.Of(phase) : null);
        json.WriteNumber("last_seq", project.LastSeq);
        json.WriteString("message", "Connected to project progress updates");
    });

    public static FeedMessage Pong(DateTimeOffset now) => Write(EventTypes.Pong, now, _ => { });

    private static FeedMessage Write(string type, DateTimeOffset now, Action<Utf8JsonWriter> members) =>
        new(Seq: null, type, JsonMessage.BytesOf(type, seq: null, now, members));
}
