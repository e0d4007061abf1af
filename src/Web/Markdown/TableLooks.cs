using Markdig.Extensions.Tables;
using Markdig.Renderers.Html;
using Markdig.Syntax;

namespace AiDevFramework.Web.Markdown;

/// <summary>Says with classes what tables would say with styles, which the page's policy forbids.</summary>
internal static class TableLooks
{
    public static void Set(MarkdownDocument document)
    {
        foreach (var table in MarkdownTree.Walk(document).Select(part => part.Part).OfType<Table>())
        {
            foreach (var row in table.OfType<TableRow>())
            {
                foreach (var (index, cell) in row.OfType<TableCell>().Index())
                {
                    var column = cell.ColumnIndex >= 0 ? cell.ColumnIndex : index;
                    if (column < table.ColumnDefinitions.Count && ClassOf(table.ColumnDefinitions[column].Alignment) is { } name)
                    {
                        cell.GetAttributes().AddClass(name);
                    }
                }
            }

            foreach (var column in table.ColumnDefinitions)
            {
                (column.Alignment, column.Width) = (null, 0);
            }
        }
    }

    private static string? ClassOf(TableColumnAlign? alignment) => alignment switch
    {
        TableColumnAlign.Right => "cell-right",
        TableColumnAlign.Center => "cell-middle",
        _ => null,
    };
}
