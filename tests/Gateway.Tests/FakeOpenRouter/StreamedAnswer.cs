using System.Text.Json.Nodes;

namespace AiDevFramework.Gateway.Tests.FakeOpenRouter;

/// <summary>What came over one stream.</summary>
internal sealed class StreamedAnswer
{
    public string Text { get; private set; } = "";

    public string? FinishReason { get; private set; }

    public JsonNode? Usage { get; private set; }

    public JsonNode? Error { get; private set; }

    public string? Id { get; private set; }

    public bool Done { get; private set; }

    public int Comments { get; set; }

    public void Read(string data)
    {
        if (data == "[DONE]")
        {
            Done = true;
            return;
        }

        var chunk = JsonNode.Parse(data)!;
        Id = chunk["id"]!.GetValue<string>();
        Error = chunk["error"] ?? Error;
        Usage = chunk["usage"] ?? Usage;
        foreach (var choice in chunk["choices"]!.AsArray())
        {
            Text += choice!["delta"]!["content"]?.GetValue<string>();
            FinishReason = choice["finish_reason"]?.GetValue<string>() ?? FinishReason;
        }
    }
}
