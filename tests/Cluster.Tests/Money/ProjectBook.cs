using System.Text.Json;
using AiDevFramework.Cluster.Tests.Support;
using AiDevFramework.FakeOpenRouter.Log;

namespace AiDevFramework.Cluster.Tests.Money;

/// <summary>What the service keeps of a project's attempts, and what the provider has on its bill for them.</summary>
internal sealed class ProjectBook(IReadOnlyList<ProjectBook.Attempt> attempts, IReadOnlyList<LoggedCall> bill)
{
    /// <summary>Of attempts whose cost was reported, was told later, or follows from the price list.</summary>
    public decimal KnownUsd { get; } = attempts.Sum(attempt => attempt.CostUsd ?? 0m);

    /// <summary>Attempts that ended without its being known what they cost: the provider could not be asked.</summary>
    public int Unknown { get; } = attempts.Count(attempt => attempt.Status == "UNKNOWN");

    /// <summary>Answers of which neither the provider nor the price list said what they cost.</summary>
    public int Unpriced { get; } = attempts.Count(attempt => attempt is { Status: not "UNKNOWN", CostUsd: null });

    /// <param name="mark">That the provider found in the project's prompts.</param>
    public static async Task<ProjectBook> ReadAsync(AppCluster cluster, Guid project, string mark, CancellationToken cancellationToken)
    {
        await using var command = cluster.Data.CreateCommand(
            """
            select step, status, error_class, generation_id, cost_usd, reserved_cost_usd
              from llm_attempts
             where project_id = $1
            """);
        command.Parameters.AddWithValue(project);
        var attempts = new List<Attempt>();
        await using (var reader = await command.ExecuteReaderAsync(cancellationToken))
        {
            while (await reader.ReadAsync(cancellationToken))
            {
                attempts.Add(new Attempt(
                    reader.GetString(0), reader.GetString(1), Text(2), Text(3), Usd(4), Usd(5)));
            }

            string? Text(int column) => reader.IsDBNull(column) ? null : reader.GetString(column);
            decimal? Usd(int column) => reader.IsDBNull(column) ? null : reader.GetDecimal(column);
        }

        var bill = cluster.Fake.Log.Calls.Where(call => call.Mark == mark).ToList();
        foreach (var call in bill)
        {
            await cluster.Fake.Log.WaitForAsync(logged => logged == call && logged.Outcome is not CallOutcome.InProgress, cancellationToken);
        }

        return new ProjectBook(attempts, bill);
    }

    /// <summary>
    /// From our books to the bill: what we have at a cost was billed at exactly that, and once; what we have at no known cost is on the
    /// bill as well. From the bill to our books: every call is one attempt, and what was billed without our knowing it is reserved.
    /// </summary>
    public void AssertAgreesWithBill()
    {
        var unclaimed = bill.ToDictionary(call => call.GenerationId);
        foreach (var attempt in attempts.Where(attempt => attempt.GenerationId is not null))
        {
            Assert.True(unclaimed.Remove(attempt.GenerationId!, out var call), $"The bill does not have {attempt}, or we have it twice.");
            Assert.Equal(call.Step, attempt.Step);
            if (attempt.CostUsd is { } known)
            {
                Assert.True(known == Math.Round(call.BilledUsd ?? -1m, 6), $"{Of(call)}, and we have {attempt}.");
            }
            else
            {
                // Answered, and what the provider said of tokens and cost cannot be true, was left out, or its model has no price.
                Assert.True(attempt.Status == "ANSWERED" && call.Outcome == CallOutcome.Completed, $"{Of(call)}, and we have {attempt}.");
            }
        }

        // A connection that was reset took the provider's id along, or none was sent.
        var nameless = attempts.Where(attempt => attempt is { GenerationId: null, ErrorClass: not "not_sent" }).ToList();
        Assert.Equal(
            unclaimed.Values.Select(call => call.Step).Order(StringComparer.Ordinal), nameless.Select(attempt => attempt.Step).Order(StringComparer.Ordinal));
        foreach (var step in nameless.GroupBy(attempt => attempt.Step))
        {
            var billed = unclaimed.Values.Where(call => call.Step == step.Key).Select(call => call.BilledUsd!.Value).Where(usd => usd > 0m).ToList();
            var unknown = step.Where(attempt => attempt.Status == "UNKNOWN").ToList();
            Assert.InRange(billed.Count, 0, unknown.Count);
            Assert.InRange(billed.Sum(), 0m, unknown.Sum(attempt => attempt.ReservedUsd!.Value));
            Assert.All(step, attempt => Assert.Equal(attempt.Status == "UNKNOWN" ? null : 0m, attempt.CostUsd));
        }

        Assert.All(attempts.Where(attempt => attempt.ErrorClass == "not_sent"), attempt => Assert.Equal(0m, attempt.CostUsd));
    }

    /// <param name="costs">What users see.</param>
    public void AssertAgreesWith(JsonElement costs)
    {
        Assert.Equal(attempts.Count, costs.GetProperty("attempts").GetInt32());
        Assert.Equal(Unknown, costs.GetProperty("unknowns").GetProperty("count").GetInt32());
        Assert.Equal(
            attempts.Where(attempt => attempt.Status == "UNKNOWN").Sum(attempt => attempt.ReservedUsd),
            costs.GetProperty("unknowns").GetProperty("reserved_usd").GetDecimal());
        Assert.Equal(Unpriced, costs.TryGetProperty("unpriced_calls", out var calls) ? calls.GetInt32() : 0);
        Assert.Equal(KnownUsd, costs.GetProperty(Unpriced == 0 ? "total_cost_usd" : "known_cost_usd").GetDecimal());
        var phases = costs.GetProperty("breakdown").EnumerateArray().Select(entry => entry.GetProperty("cost_usd")).ToList();
        if (Unpriced == 0)
        {
            Assert.Equal(KnownUsd, phases.Sum(cost => cost.GetDecimal()));
        }
        else
        {
            Assert.Equal(JsonValueKind.Null, costs.GetProperty("total_cost_usd").ValueKind);
            Assert.Contains(phases, cost => cost.ValueKind == JsonValueKind.Null);
        }
    }

    private static string Of(LoggedCall call) => $"{call.Behaviour} of {call.Step} was billed {call.BilledUsd}";

    /// <summary>A row of <c>llm_attempts</c>.</summary>
    internal sealed record Attempt(
        string Step, string Status, string? ErrorClass, string? GenerationId, decimal? CostUsd, decimal? ReservedUsd);
}
