using System.Text;

namespace AiDevFramework.Browser.Tests.Hostile;

/// <summary>A request as bytes, which may be none that a decent client would send.</summary>
/// <param name="Kind">What is tried, told where it got in.</param>
internal sealed record RawRequest(string Kind, string Method, string Target, IReadOnlyList<(string Name, string Value)> Headers, string Body = "")
{
    /// <param name="host">Left out where the request has a Host of its own.</param>
    public byte[] ToBytes(string host)
    {
        var body = Encoding.UTF8.GetBytes(Body);
        var text = new StringBuilder($"{Method} {Target} HTTP/1.1\r\n");
        if (!Headers.Any(header => header.Name == "Host"))
        {
            text.Append($"Host: {host}\r\n");
        }

        foreach (var (name, value) in Headers)
        {
            text.Append($"{name}: {value}\r\n");
        }

        if (body.Length > 0)
        {
            text.Append($"Content-Length: {body.Length}\r\n");
        }

        text.Append("Connection: close\r\n\r\n");
        return [.. Encoding.UTF8.GetBytes(text.ToString()), .. body];
    }
}
