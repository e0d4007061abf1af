using AiDevFramework.Grains.Abstractions.Documents;
using AiDevFramework.Plans.Ledger;
using AiDevFramework.Plans.Review;
using AiDevFramework.Plans.Tests.Probes;

namespace AiDevFramework.Plans.Tests.Checks;

/// <summary>A megabyte of the worst through all that happens to a document: read, normalised, typed and checked. What is allocated for it grows with
/// its size and no faster.</summary>
public sealed class HostileDocumentTests
{
    private const int Small = 250_000;

    private const int Times = 4;

    /// <summary>Bytes for each character of a document, of all steps together; what nothing holds on to is counted too.</summary>
    private const int MostForACharacter = 400;

    private const string Prd = "# Product Requirements Document\n\n## 1. Project Overview\nA\n\n## 2. Core Features\n";

    private const string Rest = "\n## 3. User Stories\n- US1 (F1): A\n\n## 4. Non-Functional Requirements\n- NFR1 A: 1 s\n\n## 5. Success Metrics\n- M1: 1 %\n\n## 6. Technical Constraints\n- A\n\n## 7. Out of Scope\n- A\n";

    public static TheoryData<string, string, string> Kinds => new()
    {
        { "features", $"{Prd}", "### Feature 1: a\n" },
        { "features with criteria", $"{Prd}", "### Feature 1: a\n**Acceptance Criteria**:\n- AC1.1: a\n" },
        { "criteria", $"{Prd}### Feature 1: a\n**Acceptance Criteria**:\n", "- AC1.1: Given a, when b, then c (F1)\n" },
        { "references", $"{Prd}### Feature 1: a\n**Description**: ", "(F1, AC1.1, C4) " },
        { "bullets", $"{Prd}### Feature 1: a\n", "- a\n" },
        { "cells", $"{Prd}### Feature 1: a\n", "| F1 | a |\n" },
        { "labels", $"{Prd}### Feature 1: a\n", "**Priority**: MUST\n" },
        { "words", $"{Prd}### Feature 1: a\n**Description**: ", "seamless intuitive PostgreSQL " },
        { "stages", "# Execution Plan (Vertical Approach)\n\n", "## Stage 1: a\n**Duration**: 1 week\n**Features**: F1\n**Deliverables**:\n- T1.1 a (F1; 1 day)\n**Stage Gate Criteria**:\n- [ ] a (AC1.1)\n" },
        { "tasks", "# Execution Plan (Vertical Approach)\n\n## Stage 1: a\n**Duration**: 1 week\n**Features**: F1\n**Deliverables**:\n", "- T1.1 a (F1; after T1.1; 1 day)\n" },
        { "choices", "# Tech Stack Document\n\n## Frontend\n**Choice**: ", "React + " },
        { "events", "# Event Storming Summary\n\n## Commands\n- A: b → C\n\n## Aggregates\n- A: b\n\n## Process Flows\n1. A: A → C\n\n## Domain Events\n", "- BookingMade: a\n" },
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Read_OfAMegabyte_AllocatesInProportion(string kind, string start, string piece)
    {
        _ = AllocatedFor(start, piece, 10_000); // tables are read once

        var small = AllocatedFor(start, piece, Small);
        var large = AllocatedFor(start, piece, Small * Times);

        Assert.True(large < (long)MostForACharacter * Small * Times, $"{kind}: {large:#,0} bytes for a megabyte.");
        Assert.True(large < small * (Times + 2), $"{kind}: {small:#,0} bytes, and {large:#,0} for a document {Times} times as long.");
    }

    private static long AllocatedFor(string start, string piece, int length)
    {
        var type = start.Contains("Requirements", StringComparison.Ordinal) ? DocumentType.Prd
            : start.Contains("Stack", StringComparison.Ordinal) ? DocumentType.TechStack
            : start.Contains("Storming", StringComparison.Ordinal) ? DocumentType.EventStorming : DocumentType.ExecutionPlan;
        var text = start + string.Concat(Enumerable.Repeat(piece, length / piece.Length)) + (type is DocumentType.Prd ? Rest : "");
        var before = GC.GetAllocatedBytesForCurrentThread();

        var stored = Reader.Read(type, text).DocumentMd ?? text;
        var review = PlanReview.Of(new PlanSource(Guid.Empty, "An idea", LedgerJson.Write(CheckedPlan.Portal.Ledger), [new PlanText(type, stored, 1, Offline: false)], WasChecked: true));

        Assert.NotNull(review.Plan);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
