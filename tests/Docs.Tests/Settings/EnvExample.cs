using System.Text;

namespace AiDevFramework.Docs.Tests.Settings;

/// <summary>Writes <c>.env.example</c>: every setting once, to copy from.</summary>
internal static class EnvExample
{
    public const string Path = ".env.example";

    private const int Width = 118;

    private const string Head = """
        # Settings of the service. Copy what you need to .env beside AiDevFramework.sln (of a published program: beside the program), or set
        # the same names in the environment, which wins. Each line shows the default, or an example where there is none; an empty value
        # counts as not set. Names that are none of these are named at the start, with the nearest one.
        # Made from the options classes of src by docs/update.sh; changes here are lost. docs/guide/settings.md has the same to read.

        """;

    public static string Write(IReadOnlyList<SettingsGroup> groups)
    {
        var file = new StringBuilder(Head);
        var written = new HashSet<string>(StringComparer.Ordinal);
        foreach (var group in groups)
        {
            var heading = $"# --- {group.Title} ";
            file.Append('\n').Append(heading).Append('-', Width + 2 - heading.Length).Append('\n');
            file.Append(Comment(group.Introduction));
            foreach (var setting in group.Settings.Where(setting => written.Add(setting.Name)))
            {
                file.Append('\n').Append(Comment(TextOf(setting)));
                file.Append(System.Globalization.CultureInfo.InvariantCulture, $"# {setting.Name}={setting.InFile}\n");
            }
        }

        return file.ToString();
    }

    private static string TextOf(Setting setting) =>
        setting.StatedDefault is { } stated ? $"{setting.Meaning} Default: {stated}." : setting.Meaning;

    private static string Comment(string markdown)
    {
        var lines = new List<string>();
        foreach (var word in markdown.Replace("`", "", StringComparison.Ordinal).Split(' '))
        {
            if (lines.Count == 0 || lines[^1].Length + 1 + word.Length > Width)
            {
                lines.Add(word);
            }
            else
            {
                lines[^1] += $" {word}";
            }
        }

        return string.Concat(lines.Select(line => $"# {line}\n"));
    }
}
