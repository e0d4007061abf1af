using System.Text.Json;
using AiDevFramework.Browser.Tests.Chromium;

namespace AiDevFramework.Browser.Tests.Judges;

/// <summary>Collects HTML of many pages and has it checked by one start of the Nu HTML checker.</summary>
internal sealed class HtmlCheck : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("aidev-html-");
    private int _saved;

    public int Saved => _saved;

    /// <param name="name">Told with each fault.</param>
    public void Add(string name, string html)
    {
        var number = Interlocked.Increment(ref _saved);
        var file = string.Concat(name.Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '-'));
        File.WriteAllText(Path.Combine(_folder.FullName, $"{number:000}-{file}.html"), html);
    }

    /// <exception cref="InvalidDataException">The checker did not run; the message has what it said.</exception>
    public async Task<IReadOnlyList<Fault>> FaultsAsync(CancellationToken cancellationToken)
    {
        var output = await PageLint.CheckAsync(_folder.FullName, cancellationToken);
        try
        {
            return
            [
                .. JsonDocument.Parse(output).RootElement.GetProperty("messages").EnumerateArray().Select(message => new Fault(
                    "html",
                    $"{Path.GetFileName(Text(message, "url"))}: {Text(message, "message")} {Text(message, "extract").ReplaceLineEndings(" ")}")),
            ];
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException($"The HTML checker did not run: {output}", exception);
        }
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static string Text(JsonElement message, string name) => message.TryGetProperty(name, out var value) ? value.ToString() : "";
}
