using System.Globalization;
using System.Text.Json;
using AiDevFramework.Chaos.Checker.Evidence;

namespace AiDevFramework.Chaos.Checker.Checks;

/// <summary>Documents and money.</summary>
internal static class Results
{
    public static IEnumerable<string> DocumentSet(Facts facts)
    {
        var documents = facts.Documents.ToLookup(document => document.ProjectId);
        var reported = facts.Events.Where(item => item.Type == "workflow_completed")
            .ToDictionary(item => item.ProjectId, item => EventText.Number(item.Payload, "documents_generated"));
        foreach (var project in facts.Projects)
        {
            var types = documents[project.Id].Select(document => document.Type).Order(StringComparer.Ordinal).ToList();
            string[] all = Runs.UsesEventStorming(project) is true
                ? ["EVENT_STORMING", "EXECUTION_PLAN", "PRD", "TECH_STACK"]
                : ["EXECUTION_PLAN", "PRD", "TECH_STACK"];
            var right = project.Status == "COMPLETED"
                ? types.SequenceEqual(all) && reported.GetValueOrDefault(project.Id) == types.Count
                : types.Distinct().Count() == types.Count && !types.Except(all).Any();
            if (!right)
            {
                yield return $"{project.Id} is {project.Status} and has {string.Join(", ", types)}.";
            }
        }

        foreach (var read in facts.Operations.Where(operation => operation is { Kind: "final_documents", Outcome: "ok", Answer: not null }))
        {
            var shown = read.Answer!.Value.EnumerateArray().Select(type => type.GetString()).Order(StringComparer.Ordinal);
            if (!shown.SequenceEqual(documents[read.Project!.Value].Select(document => document.Type).Order(StringComparer.Ordinal)))
            {
                yield return $"{read.Project} shows other documents than are stored.";
            }
        }
    }

    /// <summary>Where one call wrote the document, it is that call's to the line, but for what code owns and what was cleaned of an odd answer. Where
    /// several did, no line of it is from elsewhere.</summary>
    public static IEnumerable<string> WholeDocuments(Facts facts)
    {
        var calls = facts.Calls.ToDictionary(call => call.GenerationId);
        var rows = facts.ModelRows.ToLookup(row => (row.ProjectId, row.Step));
        foreach (var document in facts.Documents)
        {
            var written = rows[(document.ProjectId, document.Type)].OrderBy(row => (row.Run, row.CallNumber)).ToList();
            var isMended = written.Exists(row => row.AsksForParts); // the best of several answers, whatever became of the last
            if (document.Judged.Length == 0 || (!isMended && written.LastOrDefault() is not { Verdict: "ACCEPTED", FinishReason: "stop" }))
            {
                yield return $"{document.Type} of {document.ProjectId} has {document.Judged.Length} characters and no accepted call that ended by itself.";
                continue;
            }

            if (isMended)
            {
                foreach (var line in document.Judged.Foreign)
                {
                    yield return $"{document.Type} of {document.ProjectId} has a line that no answer has: {line}";
                }
            }
            else if (IsAlone(written) && written[^1].GenerationId is { } id && calls.TryGetValue(id, out var call) && call.Behaviour == "clean"
                && call.LinesSha256 != document.Judged.LinesSha256)
            {
                yield return $"{document.Type} of {document.ProjectId} is not what call {id} wrote.";
            }
        }
    }

    public static IEnumerable<string> NormalForm(Facts facts) =>
        from document in facts.Documents
        from breach in document.Judged.NotNormal
        select $"{document.Type} of {document.ProjectId}: {breach}.";

    /// <summary>Of the answers that were paid for the best one is stored.</summary>
    public static IEnumerable<string> BestCandidate(Facts facts) =>
        from document in facts.Documents
        where document.Judged.WorseBy.Count > 0
        select $"{document.Type} of {document.ProjectId} is worse than a candidate that was paid for: {string.Join("; ", document.Judged.WorseBy)}.";

    /// <summary>Whether the last call of a step continued or mended nothing. A retry goes on with what the run before it left unfinished; a failure
    /// in which the model came to an end of its own begins anew.</summary>
    private static bool IsAlone(IReadOnlyList<ModelRow> written) => !written.SkipLast(1).Reverse()
        .TakeWhile(row => row.Verdict != "ACCEPTED" && !(row.Verdict == "FAILED" && row.FinishReason is not null))
        .Any(row => row.Verdict is "CONTINUE" or "REPAIR");

    public static IEnumerable<string> Money(Facts facts)
    {
        var rows = facts.ModelRows.ToLookup(row => row.ProjectId);
        var attempts = facts.Attempts.ToLookup(attempt => attempt.ProjectId);
        var endpoint = facts.Operations.Where(operation => operation is { Kind: "final_costs", Outcome: "ok" }).ToLookup(operation => operation.Project!.Value);
        var reads = facts.Operations.Where(operation => operation is { Kind: "final", Outcome: "ok" }).ToLookup(operation => operation.Project!.Value);
        var ends = facts.Events.Where(item => item.Type == "workflow_completed").ToDictionary(item => item.ProjectId);
        foreach (var project in facts.Projects.Where(project => rows[project.Id].Any()))
        {
            var known = rows[project.Id].Where(row => row.CostSource != "UNKNOWN").Sum(row => row.CostUsd);
            decimal? total = rows[project.Id].All(row => row.CostSource != "UNKNOWN") ? known : null;
            var settled = attempts[project.Id].Where(attempt => attempt.IsSettled).Sum(attempt => attempt.CostUsd ?? 0m);
            var later = attempts[project.Id].Where(attempt => attempt.IsToldLate).Sum(attempt => attempt.CostUsd!.Value);
            var told = Told(rows[project.Id], attempts[project.Id]);
            var says = new List<(string Where, decimal? Usd)> { ("the metadata", Usd(project.Metadata, "total_cost_usd")) };
            says.AddRange(reads[project.Id].Select(read => ("the project endpoint", Text(read.Answer!.Value, "total_cost_usd"))));
            foreach (var answer in endpoint[project.Id].Select(read => read.Answer!.Value))
            {
                var breakdown = answer.GetProperty("breakdown").EnumerateArray().ToList();
                var shown = Text(answer, "total_cost_usd");
                says.Add(("the cost endpoint", told is not null && WithoutSettled(shown, told, settled) == told ? total : WithoutSettled(shown, total, settled)));
                var parts = breakdown.Any(row => row.ValueKind is JsonValueKind.Null) ? (decimal?)null : breakdown.Sum(row => Parse(row.GetString())!.Value);
                says.Add(("its breakdown", parts == shown ? total : parts));
                if (total is null && shown is null && Text(answer, "known_cost_usd") is var said && WithoutSettled(said, known, settled + later) != known)
                {
                    yield return $"{project.Id}: the known cost is {known}, not {said}.";
                }
            }

            if (ends.TryGetValue(project.Id, out var end))
            {
                says.Add(("the last event", Usd(JsonSerializer.Deserialize<JsonElement>(end.Payload), "total_cost_usd")));
            }

            foreach (var (where, usd) in says.Where(saying => saying.Usd != total))
            {
                yield return $"{project.Id} cost {Shown(total)}, and {where} says {Shown(usd)}.";
            }
        }

        foreach (var phase in facts.Events.Where(item => item.Type == "phase_completed"))
        {
            var calls = rows[phase.ProjectId].Where(row => row.Phase == EventText.Phase(phase) && row.CreatedAt <= phase.CreatedAt).ToList();
            decimal? total = calls.All(row => row.CostSource != "UNKNOWN") ? calls.Sum(row => row.CostUsd) : null;
            if (Usd(JsonSerializer.Deserialize<JsonElement>(phase.Payload), "cost_usd") is var said && said != total)
            {
                yield return $"{EventText.Phase(phase)} of {phase.ProjectId} cost {Shown(total)}, and its event says {Shown(said)}.";
            }
        }
    }

    /// <returns>What the project's calls cost with what the provider told later; <see langword="null"/> where that is not known of all
    /// either.</returns>
    private static decimal? Told(IEnumerable<ModelRow> rows, IEnumerable<AttemptRow> attempts)
    {
        var sum = 0m;
        var ofCall = attempts.Where(attempt => !attempt.IsSettled).ToLookup(attempt => (attempt.Run, attempt.Step, attempt.CallNumber));
        foreach (var row in rows)
        {
            var own = ofCall[(row.Run, row.Step, row.CallNumber)].ToList();
            if (row.CostSource == "UNKNOWN" && !own.Exists(attempt => attempt.IsToldLate))
            {
                return null;
            }

            sum += row.CostSource == "UNKNOWN" ? own.Sum(attempt => attempt.CostUsd ?? 0m) : row.CostUsd;
        }

        return sum;
    }

    /// <summary>The cost endpoint also counts attempts whose cost the provider told later, as far as it had told when it was asked.</summary>
    private static decimal? WithoutSettled(decimal? shown, decimal? total, decimal settled) =>
        shown >= total && shown <= total + settled ? total : shown;

    private static decimal? Usd(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.Number ? value.GetDecimal() : null;

    private static decimal? Text(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String ? Parse(value.GetString()) : null;

    private static decimal? Parse(string? text) => text is null ? null : decimal.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);

    private static string Shown(decimal? usd) => usd?.ToString(CultureInfo.InvariantCulture) ?? "nobody knows what";
}
