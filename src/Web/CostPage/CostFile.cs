using System.Globalization;
using System.Text;
using AiDevFramework.Grains.Abstractions;
using AiDevFramework.Grains.Abstractions.Costs;

namespace AiDevFramework.Web.CostPage;

/// <summary>Requests to models as a file for spreadsheets: comma-separated, one a line, the names of columns first.</summary>
public static class CostFile
{
    private const string Columns = "opened_at,project_id,user_id,phase,model,status,reserved_usd,cost_usd,prompt_tokens,completion_tokens\r\n";

    public static string Of(IEnumerable<AttemptView> attempts)
    {
        var file = new StringBuilder(Columns);
        foreach (var attempt in attempts)
        {
            file.AppendJoin(',', CellsOf(attempt).Select(Cell)).Append("\r\n");
        }

        return file.ToString();
    }

    /// <summary>A spreadsheet takes a cell that begins like a formula for one, so such a cell begins with an apostrophe.</summary>
    public static string Cell(string text)
    {
        var safe = text is ['=' or '+' or '-' or '@' or '\t' or '\r', ..] ? "'" + text : text;
        return safe.AsSpan().IndexOfAny("\",\r\n") < 0 ? safe : $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }

    private static IEnumerable<string> CellsOf(AttemptView attempt) =>
    [
        WireTime.Format(attempt.OpenedAt),
        attempt.ProjectId.ToString(),
        attempt.UserId.ToString(),
        WireName.Of(attempt.Phase),
        attempt.Model,
        attempt.Status,
        attempt.ReservedUsd?.ToString(CultureInfo.InvariantCulture) ?? "",
        attempt.CostUsd?.ToString(CultureInfo.InvariantCulture) ?? "",
        attempt.PromptTokens.ToString(CultureInfo.InvariantCulture),
        attempt.CompletionTokens.ToString(CultureInfo.InvariantCulture),
    ];
}
