using System.Text.Json;
using System.Text.RegularExpressions;

namespace AiDevFramework.Docs.Tests.Blocks;

/// <summary>A file of requests that editors send, with its values filled in as an editor does.</summary>
internal sealed partial class RequestFile
{
    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    public RequestFile(string text)
    {
        var parts = Separator().Split(text);
        foreach (var line in parts[0].Split('\n'))
        {
            if (Variable().Match(line) is { Success: true } variable)
            {
                _values[variable.Groups[1].Value] = variable.Groups[2].Value.Trim();
            }
        }

        Requests = [.. parts.Skip(1).Select(Read)];
    }

    public IReadOnlyList<FileRequest> Requests { get; }

    /// <summary>As somebody does who fills in the lines at the top.</summary>
    public void Set(string name, string value) =>
        _values[name] = _values.ContainsKey(name) ? value : throw new ArgumentException($"The file has no @{name}.", nameof(name));

    /// <summary>Remembers an answer for <c>{{name.response.body.$.member}}</c>.</summary>
    public void Remember(FileRequest request, JsonElement answer)
    {
        if (request.Name is { } name)
        {
            foreach (var member in answer.EnumerateObject())
            {
                _values[$"{name}.response.body.$.{member.Name}"] = member.Value.ToString();
            }
        }
    }

    /// <exception cref="KeyNotFoundException">A name that nothing has set.</exception>
    public string Fill(string text) => Placeholder().Replace(text, name => _values[name.Groups[1].Value]);

    private static FileRequest Read(string part)
    {
        var lines = part.Split('\n');
        var start = Array.FindIndex(lines, line => RequestLine().IsMatch(line));
        var request = RequestLine().Match(lines[start]);
        var name = lines.Take(start).Select(line => NameLine().Match(line)).FirstOrDefault(match => match.Success);
        var headers = lines.Skip(start + 1).TakeWhile(line => line.Trim().Length > 0).Select(line => line.Split(':', 2)).ToList();
        var body = string.Join('\n', lines.Skip(start + 1 + headers.Count)).Trim();
        return new FileRequest(
            lines[0].Trim(), name?.Groups[1].Value, new HttpMethod(request.Groups[1].Value), request.Groups[2].Value.Trim(),
            headers.ToDictionary(header => header[0].Trim(), header => header[1].Trim()), body.Length > 0 ? body : null);
    }

    [GeneratedRegex("^###", RegexOptions.Multiline)]
    private static partial Regex Separator();

    [GeneratedRegex(@"^@(\w+)\s*=\s*(.*)$")]
    private static partial Regex Variable();

    [GeneratedRegex(@"^# @name (\w+)")]
    private static partial Regex NameLine();

    [GeneratedRegex(@"^(GET|POST|PUT|PATCH|DELETE) (\S.*)$")]
    private static partial Regex RequestLine();

    [GeneratedRegex(@"\{\{([^}]+)\}\}")]
    private static partial Regex Placeholder();
}
