using AiDevFramework.Llm;
using Microsoft.Extensions.AI;

namespace AiDevFramework.Offline;

/// <summary>The pieces of an answer that no model gave and nobody pays for.</summary>
internal static class FreeReply
{
    public static ChatResponseUpdate Piece(string model, string text) => Update(model, new TextContent(text));

    /// <summary>The last piece: what the answer would have been billed by, and that it cost nothing.</summary>
    /// <param name="input">Tokens.</param>
    /// <param name="output">Tokens.</param>
    public static ChatResponseUpdate End(string model, long input, long output)
    {
        var end = Update(model, new UsageContent(new UsageDetails
        {
            InputTokenCount = input,
            OutputTokenCount = output,
            TotalTokenCount = input + output,
        }));
        end.FinishReason = ChatFinishReason.Stop;
        end.AdditionalProperties = new() { [ChatKeys.CostUsd] = 0m };
        return end;
    }

    /// <summary>What a client that stands on nothing else answers to <see cref="IChatClient.GetService"/>.</summary>
    public static object? ServiceOf(IChatClient client, ChatClientMetadata metadata, Type serviceType, object? serviceKey) => (serviceKey, serviceType) switch
    {
        (not null, _) => null,
        _ when serviceType == typeof(ChatClientMetadata) => metadata,
        _ => serviceType.IsInstanceOfType(client) ? client : null,
    };

    private static ChatResponseUpdate Update(string model, AIContent content) => new(ChatRole.Assistant, [content]) { ModelId = model };
}
