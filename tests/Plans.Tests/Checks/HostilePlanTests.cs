using System.Diagnostics;
using AiDevFramework.Grains.Abstractions.Documents;
using AiDevFramework.Plans.Findings;
using AiDevFramework.Plans.Review;
using AiDevFramework.Plans.Tests.Reading;
using AiDevFramework.TestSupport;

namespace AiDevFramework.Plans.Tests.Checks;

/// <summary>Each check of a megabyte of the worst takes a second and little memory.</summary>
public sealed class HostilePlanTests
{
    /// <summary>A quarter of the megabyte for which the bounds are, and a quarter of them.</summary>
    private const int Length = 250_000;

    private const long MostAllocated = 16_000_000;

    private static readonly string[] s_more =
    [
        "(F1", "(AC1.1, ", "- [ ] a (F1)\n", "SQL ", "Go, ", "two developers ", "team of ", "1 EUR ", "costs 1 EUR ", "no ", "„", "\"", "**", "- AC1.1: Given a, when b, then c\n", "BookingRequested → ", "- A: b → C\n",
        "- None:\n", "the ", "der ", "intuitive ", "seamless\n", "<|", "`<|a|>`", "on-premise ", "self-", "SAP ", "a.b/c-d ", "AbAb", "中文", "per day 1 EUR ",
    ];

    public static TheoryData<string> Pieces => [.. HostileTextTests.Pieces.Select(piece => piece.Data).Where((_, index) => index % 3 == 0), .. s_more];

    [Theory]
    [MemberData(nameof(Pieces))]
    public void Check_OfAFloodOfTheSame_TakesASecondAndLittleMemory(string piece)
    {
        var flood = string.Concat(Enumerable.Repeat(piece, Length / piece.Length));
        foreach (var (type, text) in new[]
        {
            (DocumentType.EventStorming, $"# Event Storming Summary\n\n## Domain Events\n- BookingRequested: a\n{flood}\n## Commands\n- A: b → BookingRequested\n{flood[..1000]}\n## Aggregates\n{piece}\n## Process Flows\n- F: BookingRequested → {piece}"),
            (DocumentType.Prd, $"# Product Requirements Document\n\n## 2. Core Features\n### Feature 1: a\n**Acceptance Criteria**:\n{flood}"),
            (DocumentType.TechStack, $"# Tech Stack Document\n\n## Database\n**Choice**: {flood}"),
            (DocumentType.ExecutionPlan, $"# Execution Plan\n\n{flood[..10_000]}\n## Stage 1: a\n**Duration**: 2 weeks\n**Deliverables**:\n- a {flood}"),
        })
        {
            var input = new CheckInput(Sample.PortalIdea, CheckedPlan.Portal.Ledger, [CheckedPlan.ReadRaw(type, text)]);
            _ = input.Plan; // is read once for all
            foreach (var check in PlanChecks.All)
            {
                var before = GC.GetAllocatedBytesForCurrentThread();
                var started = Stopwatch.GetTimestamp();
                check.Check(input);
                var elapsed = Stopwatch.GetElapsedTime(started);
                var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

                Assert.True(elapsed < Machine.Allow(TimeSpan.FromSeconds(0.25)), $"Check {check.Number} of {type} took {elapsed}.");
                Assert.True(allocated < MostAllocated, $"Check {check.Number} of {type} took {allocated} bytes.");
            }
        }
    }
}
