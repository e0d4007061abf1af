using System.Collections.Concurrent;
using Microsoft.Extensions.Options;

namespace AiDevFramework.Grains.Settings;

/// <summary>
/// The <c>.env</c> file of the working directory, put beneath the process environment: what is set there already wins.
/// Lines are <c>NAME=value</c>, with <c>export</c> before it, quotes around the value and a <c># comment</c> as one likes.
/// Nothing is expanded, so a password may hold a dollar sign.
/// </summary>
public static class DotEnv
{
    public const string FileName = ".env";

    /// <summary>Names that came from a file, not from the process environment, and the file of each.</summary>
    private static readonly ConcurrentDictionary<string, string> _supplied = new(StringComparer.Ordinal);

    /// <summary>Call it first, so that every reader of the environment sees the file. No file: nothing happens.</summary>
    /// <exception cref="OptionsValidationException">Lines that cannot be read, all of them.</exception>
    public static void Load(string path = FileName)
    {
        if (!File.Exists(path))
        {
            return;
        }

        foreach (var (name, value) in Parse(File.ReadAllLines(path)))
        {
            if (Environment.GetEnvironmentVariable(name) is null)
            {
                Environment.SetEnvironmentVariable(name, value);
                _supplied[name] = Path.GetFullPath(path);
            }
        }
    }

    /// <returns>The file that a variable of this process came from; <see langword="null"/> where it was set in the environment.</returns>
    public static string? Supplied(string name) => _supplied.GetValueOrDefault(name);

    /// <summary>Reads one variable anew, for settings that may change while the process runs.</summary>
    /// <returns><see langword="null"/> where the file does not set it or cannot be understood now.</returns>
    public static string? Find(string path, string name)
    {
        try
        {
            return Parse(File.ReadAllLines(path)).GetValueOrDefault(name);
        }
        catch (OptionsValidationException)
        {
            return null; // being edited
        }
    }

    /// <returns>The variables in the order of the file; of two with one name the last counts.</returns>
    internal static Dictionary<string, string> Parse(IReadOnlyList<string> lines)
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal);
        var errors = new List<string>();
        for (var number = 1; number <= lines.Count; number++)
        {
            var line = lines[number - 1].Trim('\uFEFF', ' ', '\t', '\r');
            if (line.Length == 0 || line[0] == '#')
            {
                continue;
            }

            if (TryParseLine(line, out var name, out var value))
            {
                variables[name] = value;
            }
            else
            {
                errors.Add($"{FileName}, line {number}: expected NAME=value, with quotes closed on the same line."); // the line may hold a secret
            }
        }

        return errors.Count == 0 ? variables : throw new OptionsValidationException(FileName, typeof(DotEnv), errors);
    }

    private static bool TryParseLine(string line, out string name, out string value)
    {
        const string export = "export ";
        if (line.StartsWith(export, StringComparison.Ordinal))
        {
            line = line[export.Length..];
        }

        var equals = line.IndexOf('=', StringComparison.Ordinal);
        name = equals < 0 ? "" : line[..equals].Trim();
        value = "";
        return name.Length > 0
            && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '.')
            && TryParseValue(line[(equals + 1)..].Trim(), out value);
    }

    private static bool TryParseValue(string text, out string value)
    {
        if (text is not ['"' or '\'', ..])
        {
            var comment = text.StartsWith('#') ? 0 : text.IndexOf(" #", StringComparison.Ordinal);
            value = comment < 0 ? text : text[..comment].TrimEnd();
            return true;
        }

        var quote = text[0];
        var parsed = new System.Text.StringBuilder();
        for (var at = 1; at < text.Length; at++)
        {
            if (text[at] == quote)
            {
                value = parsed.ToString();
                var rest = text[(at + 1)..].TrimStart();
                return rest.Length == 0 || rest[0] == '#';
            }

            var escaped = quote == '"' && text[at] == '\\' && at + 1 < text.Length;
            parsed.Append(escaped ? Unescape(text[++at]) : text[at].ToString());
        }

        value = "";
        return false;
    }

    private static string Unescape(char letter) => letter switch
    {
        'n' => "\n",
        'r' => "\r",
        't' => "\t",
        '"' or '\\' => letter.ToString(),
        _ => $"\\{letter}",
    };
}
