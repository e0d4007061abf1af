using System.Text;
using Microsoft.Data.Sqlite;

namespace AiDevFramework.Browser.Tests.Product;

/// <summary>Documents as nobody would write them: each tries to be more than text, or more than a reader can bear.</summary>
internal static class HostileText
{
    /// <summary>Letters that turn the direction of what follows, and markup.</summary>
    public const string Idea = "<script>window.owned=1</script><img src=x onerror=window.owned=1>\u202egnirts desrever";

    private const string Active = """
        # <script>window.owned=1</script> Plan
        <img src=x onerror="window.owned=1"> <svg onload="window.owned=1"></svg> <iframe srcdoc="<script>parent.owned=1</script>"></iframe>
        [click](javascript:window.owned=1) [click](JaVaScRiPt&#58;window.owned=1) [click](data:text/html,<script>window.owned=1</script>)
        [click](<java	script:window.owned=1>) <javascript:window.owned=1> [ref]: javascript:window.owned=1 "[ref]"
        ![tracked](http://203.0.113.1/pixel.png) ![tracked](//203.0.113.1/pixel.png) <style>@import "http://203.0.113.1/a.css"</style>
        <form action="http://203.0.113.1/"><button id="main">Sign in again</button></form> <base href="http://203.0.113.1/"> <meta http-equiv="refresh" content="0;url=http://203.0.113.1/">
        ```mermaid
        graph TD; A["<img src=x onerror=window.owned=1>"] --> B; click A "javascript:window.owned=1"
        ```
        | a | b |
        |:-:|--:|
        | <td style="position:fixed">x</td> | {{constructor.constructor('window.owned=1')()}} |
        """;

    /// <summary>Of each document: what replaces it.</summary>
    public static IReadOnlyDictionary<string, string> Documents { get; } = new Dictionary<string, string>
    {
        ["EVENT_STORMING"] = Active + "\n\n\u202egnirts desrever\u202c \u2066isolated\u2069 \u200bnothing\u200b\n" + new string('[', 1_000_000),
        ["PRD"] = Active + "\n\n" + string.Concat(Enumerable.Repeat("> ", 20_000)) + "deep\n\n" + Nested(),
        ["TECH_STACK"] = Active + "\n\n" + Table(5_000),
        ["EXECUTION_PLAN"] = Active + "\n\n" + string.Concat(Enumerable.Repeat("<b>", 20_000)) + string.Concat(Enumerable.Repeat("*a **b ", 8_000)),
    };

    /// <summary>Puts them where the run's own documents were.</summary>
    public static void Spoil(string dataFolder, Guid project)
    {
        var file = Directory.EnumerateFiles(dataFolder, "*.db", SearchOption.AllDirectories).Single();
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, DefaultTimeout = 60, Pooling = false }.ToString());
        connection.Open();
        foreach (var (type, text) in Documents)
        {
            using var command = connection.CreateCommand();
            command.CommandText = "update documents set content_md = $text where document_type = $type and upper(project_id) = $project";
            command.Parameters.AddWithValue("$text", text);
            command.Parameters.AddWithValue("$type", type);
            command.Parameters.AddWithValue("$project", project.ToString().ToUpperInvariant());
            if (command.ExecuteNonQuery() != 1)
            {
                throw new InvalidOperationException($"The project has no document {type} to spoil.");
            }
        }
    }

    /// <summary>Lists within lists, each a level deeper.</summary>
    private static string Nested()
    {
        var text = new StringBuilder();
        for (var level = 0; level < 300; level++)
        {
            text.Append(' ', 2 * level).Append("- level\n");
        }

        return text.ToString();
    }

    private static string Table(int columns)
    {
        string Row(string cell) => "|" + string.Concat(Enumerable.Repeat(cell + "|", columns)) + "\n";
        return Row("head") + Row("---") + Row("cell") + Row("cell");
    }
}
