using System.Text.Json.Serialization;
using AiDevFramework.FakeOpenRouter.Replay;

namespace AiDevFramework.FakeOpenRouter.Script;

/// <summary>
/// What happens to one call. Combine with <c>with</c>: <c>Behaviours.Held() with { Model = "other/model" }</c>. The same members,
/// in snake_case, are what <c>POST /__script</c> takes. Positions are characters of the text.
/// </summary>
public sealed record Behaviour
{
    /// <summary>Shown in the log.</summary>
    public string Name { get; init; } = "clean";

    /// <summary>HTTP status. Anything but 200 sends <see cref="Body"/> and nothing else.</summary>
    public int Status { get; init; } = 200;

    public Dictionary<string, string> Headers { get; init; } = [];

    /// <summary>The body instead of an answer, also with status 200.</summary>
    public string? Body { get; init; }

    /// <summary>As <see cref="Body"/>, for bytes that are no text (base64 in JSON).</summary>
    [JsonPropertyName("raw_base64")]
    public byte[]? Raw { get; init; }

    /// <summary>Content type of <see cref="Body"/> and <see cref="Raw"/>. Default: JSON.</summary>
    public string ContentType { get; init; } = "application/json";

    /// <summary>A whole answer instead of one that the fake makes: status, headers, body and the connection's end. Only the latency and
    /// a hold before the answer apply besides.</summary>
    public Recording? Recording { get; init; }

    /// <summary>Compresses the whole answer and says so.</summary>
    public bool Gzip { get; init; }

    /// <summary>Milliseconds before the first byte.</summary>
    public int LatencyMs { get; init; }

    /// <summary>Sends status, headers and a comment before it waits (latency, hold, stall) for the answer.</summary>
    public bool EarlyHeaders { get; init; }

    public HoldPoint Hold { get; init; }

    /// <summary>The text instead of the document that the prompt asks for.</summary>
    public string? Text { get; init; }

    /// <summary>Answers whatever the material in the prompt orders between <c>[say[</c> and <c>]say]</c>, as a model does that takes material
    /// for instructions.</summary>
    public bool Obedient { get; init; }

    /// <summary>Put before the text.</summary>
    public string Before { get; init; } = "";

    /// <summary>Put after the text.</summary>
    public string After { get; init; } = "";

    /// <summary>How many of the document's last <c>##</c> sections are left out.</summary>
    public int DropSections { get; init; }

    /// <summary>Not 0: the document of another product of about the same size.</summary>
    public int Variant { get; init; }

    /// <summary>Writes the document, or the parts that are asked for, with one to three faults that this number chooses.</summary>
    public int? FaultSeed { get; init; }

    /// <summary>How often the text is sent, for answers too large to be kept.</summary>
    public int Repeat { get; init; } = 1;

    /// <summary>Cuts the text here with finish reason <c>length</c>; the request that continues it gets the rest.</summary>
    public int? CutAt { get; init; }

    public string FinishReason { get; init; } = "stop";

    public Ending Ending { get; init; }

    /// <summary>Where <see cref="Ending"/> strikes. Default: the middle of the text. 0: before the status line,
    /// or before the first piece where <see cref="EarlyHeaders"/> is set or an error chunk is sent.</summary>
    public int? EndAt { get; init; }

    public int ErrorCode { get; init; } = 502;

    public string ErrorMessage { get; init; } = "Provider disconnected";

    public string ErrorType { get; init; } = "provider_unavailable";

    /// <summary>Characters of a streamed piece; 0: the usual 1,000.</summary>
    public int PieceChars { get; init; }

    /// <summary>Milliseconds between pieces.</summary>
    public int PieceDelayMs { get; init; }

    /// <summary>Comment lines before each piece.</summary>
    public int Comments { get; init; }

    /// <summary>While stalled: a comment each so many milliseconds; 0: silence.</summary>
    public int CommentEveryMs { get; init; }

    public bool Crlf { get; init; }

    /// <summary>Each event comes as two <c>data:</c> lines.</summary>
    public bool TwoDataLines { get; init; }

    /// <summary>Flushes inside the first character of each piece that has more than one byte.</summary>
    public bool SplitUtf8 { get; init; }

    /// <summary>Flushes after each so many bytes, with <see cref="PieceDelayMs"/> between; 0: never.</summary>
    public int SplitEveryBytes { get; init; }

    /// <summary>Puts two bytes that are no UTF-8 into the text.</summary>
    public bool InvalidUtf8 { get; init; }

    /// <summary>Usage comes with the finish reason and not in a chunk of its own.</summary>
    public bool UsageWithFinish { get; init; }

    /// <summary>Leaves out <c>data: [DONE]</c>.</summary>
    public bool OmitDone { get; init; }

    /// <summary>The model that answers instead of the one asked for.</summary>
    public string? Model { get; init; }

    public UsageKind Usage { get; init; }

    /// <summary>The refusal that comes instead of content.</summary>
    public string? Refusal { get; init; }

    public bool NullContent { get; init; }

    /// <summary>Without streaming: an empty <c>choices</c>. With it: no chunk with a choice.</summary>
    public bool NoChoices { get; init; }
}
