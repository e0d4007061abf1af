using System.Collections.Concurrent;
using Microsoft.Extensions.Options;

namespace AiDevFramework.Settings;

/// <summary>
/// The <c>.env</c> file in the folder that <c>DATA_DIR</c> names in the environment, or else in the <see cref="HomeFolder"/>, put beneath
/// the process environment: what is set there already wins. Lines are <c>NAME=value</c>, with <c>export</c> before it, quotes around the value and a <c># comment</c> as one likes.
/// Nothing is expanded, so a password may hold a dollar sign.
/// </summary>
public static class DotEnv
{
    public const string FileName = ".env";

    /// <summary>Names that came from a file, not from the process environment, and the file of each.</summary>
    private static readonly ConcurrentDictionary<string, string> _supplied = new(StringComparer.Ordinal);

    /// <summary>The file that <see cref="Load()"/> has read; <see langword="null"/> where there was none.</summary>
    public static string? LoadedFrom { get; private set; }

    /// <summary>The names in that file, and the number of the line that sets each.</summary>
    public static IReadOnlyDictionary<string, int> Lines { get; private set; } = new Dictionary<string, int>();

    /// <summary>Call it first, so that every reader of the environment sees the file. No file: nothing happens.</summary>
    /// <exception cref="OptionsValidationException">Lines that cannot be read, all of them.</exception>
    /// <exception cref="StartException">The file cannot be read at all.</exception>
    public static void Load()
    {
        if (Locate(Environment.GetEnvironmentVariable("DATA_DIR"), HomeFolder.Path) is { } path)
        {
            Load(path);
        }
    }

    /// <inheritdoc cref="Load()"/>
    public static void Load(string path)
    {
        if (ReadLines(path) is not { } lines)
        {
            return;
        }

        var variables = ParseLines(lines, path);
        (LoadedFrom, Lines) = (Path.GetFullPath(path), variables.ToDictionary(item => item.Key, item => item.Value.Line, StringComparer.Ordinal));
        foreach (var (name, (value, _)) in variables)
        {
            if (Environment.GetEnvironmentVariable(name) is null)
            {
                Environment.SetEnvironmentVariable(name, value);
                _supplied[name] = LoadedFrom;
            }
        }
    }

    /// <param name="dataDir"><c>DATA_DIR</c> as the environment has it.</param>
    /// <returns>The first of the two files that exists.</returns>
    internal static string? Locate(string? dataDir, string home)
    {
        string[] folders = dataDir is { Length: > 0 } ? [HomeFolder.FullPath(dataDir, home), home] : [home];
        return folders.Select(folder => Path.Combine(folder, FileName)).FirstOrDefault(Path.Exists);
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
    internal static Dictionary<string, string> Parse(IReadOnlyList<string> lines) =>
        ParseLines(lines, FileName).ToDictionary(item => item.Key, item => item.Value.Value, StringComparer.Ordinal);

    private static Dictionary<string, (string Value, int Line)> ParseLines(IReadOnlyList<string> lines, string path)
    {
        var variables = new Dictionary<string, (string Value, int Line)>(StringComparer.Ordinal);
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
                variables[name] = (value, number);
            }
            else
            {
                errors.Add($"{path}, line {number}: expected NAME=value, with quotes closed on the same line."); // the line may hold a secret
            }
        }

        return errors.Count == 0 ? variables : throw new OptionsValidationException(FileName, typeof(DotEnv), errors);
    }

    private static string[]? ReadLines(string path)
    {
        const string remedy = "Let it be a file with lines of NAME=value that this user may read, or take it away.";
        if (Directory.Exists(path))
        {
            throw new StartException($"{path} is a folder, and the file with the settings is expected there. {remedy}");
        }

        try
        {
            return File.Exists(path) ? File.ReadAllLines(path) : null;
        }
        catch (UnauthorizedAccessException exception)
        {
            throw new StartException($"This user may not read {path}. {remedy}", exception);
        }
        catch (IOException exception)
        {
            throw new StartException($"{path} cannot be read: {exception.Message} {remedy}", exception);
        }
    }

    private static bool TryParseLine(string line, out string name, out string value)
    {
        const string export = "export";
        if (line.StartsWith(export, StringComparison.Ordinal) && line.Length > export.Length && line[export.Length] is ' ' or '\t')
        {
            line = line[export.Length..].TrimStart();
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
