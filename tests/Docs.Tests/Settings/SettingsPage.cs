using System.Text;

namespace AiDevFramework.Docs.Tests.Settings;

/// <summary>Writes <c>docs/guide/settings.md</c>.</summary>
internal static class SettingsPage
{
    public const string Path = "docs/guide/settings.md";

    private const string Head = """
        <!-- Made from the options classes of src by docs/update.sh; changes here are lost. -->
        # Settings
        Settings are environment variables, or lines `NAME=value` of the file `.env` beside `AiDevFramework.sln` (of a published program: beside
        it; the environment wins); see [Starting and stopping](../operations/start.md). An empty value counts as not set.
        Booleans may be written True/False, 1/0, yes/no or on/off; lists as a JSON array or with commas between. Wrong values stop the start,
        all of them named at once; names that are no settings are named with the nearest one. [.env.example](../../.env.example) has every setting to copy from.

        Secrets belong into the environment or into a `.env` that only you can read, never into a committed file.

        """;

    public static string Write(IReadOnlyList<SettingsGroup> groups)
    {
        var page = new StringBuilder(Head);
        foreach (var group in groups)
        {
            page.Append($"\n## {group.Title}\n{group.Introduction}\n\n| Setting | Default | Meaning |\n| --- | --- | --- |\n");
            foreach (var setting in group.Settings)
            {
                page.Append($"| `{setting.Name}` | {Cell(setting.Default)} | {Cell(setting.Meaning)} |\n");
            }
        }

        return page.ToString();
    }

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);
}
