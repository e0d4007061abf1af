using System.Globalization;
using System.Text;
using System.Text.Json.Serialization;

namespace AiDevFramework.FakeOpenRouter.Replay;

/// <summary>An answer as bytes, sent exactly as it stands: nothing is added but what says how long the body is.</summary>
/// <param name="StatusLine">Without its line end, such as <c>HTTP/1.1 200 OK</c>.</param>
/// <param name="Headers">Lines without their ends; none that says how long the body is.</param>
public sealed record Recording(string StatusLine, IReadOnlyList<string> Headers, byte[] Body, RecordingEnd End = RecordingEnd.Whole)
{
    private static ReadOnlySpan<byte> NewLine => "\r\n"u8;

    /// <summary>0 where the status line has none.</summary>
    [JsonIgnore]
    public int Status => StatusLine.Split(' ') is [_, var code, ..] && int.TryParse(code, CultureInfo.InvariantCulture, out var status) ? status : 0;

    /// <summary>Status 200 with a body of this type.</summary>
    /// <param name="contentType"><see langword="null"/>: no such header.</param>
    public static Recording Of(string? contentType, byte[] body, RecordingEnd end = RecordingEnd.Whole) =>
        new("HTTP/1.1 200 OK", contentType is null ? [] : ["content-type: " + contentType], body, end);

    /// <summary>As <see cref="Of(string?, byte[], RecordingEnd)"/>, of text.</summary>
    public static Recording Of(string? contentType, string body, RecordingEnd end = RecordingEnd.Whole) =>
        Of(contentType, Encoding.UTF8.GetBytes(body), end);

    /// <summary>Status line, headers and the first bytes of the body's framing.</summary>
    internal byte[] Bytes()
    {
        using var bytes = new MemoryStream();
        var framing = End switch
        {
            RecordingEnd.Whole => string.Create(CultureInfo.InvariantCulture, $"content-length: {Body.Length}"),
            RecordingEnd.Closed => "x-framing: none",
            _ => "transfer-encoding: chunked",
        };
        foreach (var line in (IEnumerable<string>)[StatusLine, .. Headers, framing, "connection: close", ""])
        {
            bytes.Write(Encoding.UTF8.GetBytes(line));
            bytes.Write(NewLine);
        }

        if (framing is "transfer-encoding: chunked" && Body.Length > 0)
        {
            bytes.Write(Encoding.ASCII.GetBytes(Body.Length.ToString("x", CultureInfo.InvariantCulture)));
            bytes.Write(NewLine);
            bytes.Write(Body);
            bytes.Write(NewLine); // the chunk is whole; the body is not, without a last chunk of length 0
        }
        else
        {
            bytes.Write(Body);
        }

        return bytes.ToArray();
    }
}
