using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace AiDevFramework.Browser.Tests.Hostile;

/// <param name="Status">0 where the server closed the connection without a word.</param>
/// <param name="Head">Status line and headers.</param>
internal sealed record RawAnswer(int Status, string Head, string Body)
{
    public static async Task<RawAnswer> ToAsync(Uri server, RawRequest request, CancellationToken cancellationToken)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(server.Host, server.Port, cancellationToken);
        await using var stream = client.GetStream();
        using var answer = new MemoryStream();
        try
        {
            await stream.WriteAsync(request.ToBytes(server.Authority), cancellationToken);
            await stream.CopyToAsync(answer, cancellationToken);
        }
        catch (IOException)
        {
            // the server answered, and did not read on
        }

        var text = Encoding.UTF8.GetString(answer.ToArray());
        var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        return end < 0
            ? new RawAnswer(0, text, "")
            : new RawAnswer(int.Parse(text[9..12], CultureInfo.InvariantCulture), text[..end], text[end..]);
    }

    /// <returns>Value of a header; <see langword="null"/>: none.</returns>
    public string? Header(string name) => Head.Split("\r\n")
        .FirstOrDefault(line => line.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase))?[(name.Length + 1)..].Trim();
}
