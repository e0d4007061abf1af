using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using AiDevFramework.Grains.Abstractions;

namespace AiDevFramework.Evaluation;

/// <summary>An evaluation for people and for programs.</summary>
internal static class Report
{
    private static readonly JsonSerializerOptions _json = new(JsonSerializerDefaults.Web)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
    };

    public static string Json(EvaluationResult evaluation) => JsonSerializer.Serialize(
        new
        {
            evaluation.Provider,
            evaluation.Passes,
            Totals = Totals(evaluation),
            Ideas = evaluation.Ideas.Select(idea => new
            {
                idea.Idea.Name,
                Idea = idea.Idea.Text,
                idea.Passes,
                idea.CostUsd,
                Seconds = Seconds(idea.Time),
                idea.Problems,
                Documents = idea.Documents.Select(document => new
                {
                    Type = WireName.Of(document.Type),
                    document.Passes,
                    document.Sections,
                    document.SectionsRequired,
                    document.Words,
                    document.ReadingMinutes,
                    document.CostUsd,
                    Seconds = Seconds(document.Time),
                    document.Problems,
                }),
            }),
        },
        _json);

    public static string Text(EvaluationResult evaluation)
    {
        var text = new StringBuilder().AppendLine(CultureInfo.InvariantCulture, $"{evaluation.Provider}");
        foreach (var idea in evaluation.Ideas)
        {
            text.AppendLine().AppendLine(CultureInfo.InvariantCulture, $"{idea.Idea.Name}: {Short(idea.Idea.Text)}");
            text.AppendLine("  document        sections  words  to read   cost USD    time  ");
            foreach (var document in idea.Documents)
            {
                text.AppendLine(
                    CultureInfo.InvariantCulture,
                    $"  {WireName.Of(document.Type),-14}  {$"{document.Sections}/{document.SectionsRequired}",8}  {document.Words,5}  {document.ReadingMinutes,3} min  "
                    + $"{Cost(document.CostUsd),9}  {Seconds(document.Time),6:0.0} s  {(document.Passes ? "pass" : "MISS")}");
                Append(text, document.Problems);
            }

            Append(text, idea.Problems);
        }

        var totals = Totals(evaluation);
        return text.AppendLine().Append(
            CultureInfo.InvariantCulture,
            $"{totals.DocumentsPassed} of {totals.Documents} documents pass, {totals.IdeasPassed} of {totals.Ideas} ideas; {totals.Words} words, "
            + $"{Cost(totals.CostUsd)} USD, {totals.Seconds:0.0} s").ToString();
    }

    private static void Append(StringBuilder text, IEnumerable<string> problems)
    {
        foreach (var problem in problems)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"    - {problem}");
        }
    }

    private static Sums Totals(EvaluationResult evaluation)
    {
        var documents = evaluation.Ideas.SelectMany(idea => idea.Documents).ToList();
        return new Sums(
            evaluation.Ideas.Count,
            evaluation.Ideas.Count(idea => idea.Passes),
            documents.Count,
            documents.Count(document => document.Passes),
            documents.Sum(document => document.Words),
            evaluation.Ideas.Any(idea => idea.CostUsd is null) ? null : evaluation.Ideas.Sum(idea => idea.CostUsd),
            evaluation.Ideas.Sum(idea => Seconds(idea.Time)));
    }

    private static string Cost(decimal? usd) => usd?.ToString("0.0000", CultureInfo.InvariantCulture) ?? "unknown";

    private static double Seconds(TimeSpan time) => Math.Round(time.TotalSeconds, 3);

    private static string Short(string text) => text.Length <= 100 ? text : $"{text.AsSpan(0, 99)}…";

    /// <param name="Seconds">Of all runs, one after the other.</param>
    private sealed record Sums(int Ideas, int IdeasPassed, int Documents, int DocumentsPassed, int Words, decimal? CostUsd, double Seconds);
}
