using System.Diagnostics;
using AiDevFramework.Grains.Abstractions.Documents;
using AiDevFramework.Plans.Tests.Probes;
using AiDevFramework.TestSupport;

namespace AiDevFramework.Plans.Tests.Reading;

/// <summary>A megabyte of the worst is read within bounds of time and memory.</summary>
public sealed class HostileTextTests
{
    private const int Megabyte = 1_000_000;

    /// <summary>Altogether, the keys of single lines included, which nothing holds on to.</summary>
    private const long MostAllocated = 128_000_000;

    public static TheoryData<string> Pieces =>
    [
        "# ", "## Stage 1: a\n", "## Stage 1 (2 weeks)\n**Deliverables**: a\n", "### Feature 1: a\n", "### Feature 1: a\ntext\n", "**a**\n", "**Commands**\n", "Commands\n\n", "- ", "- a\n", "- a:\n  - b\n",
        "| a ", "|---", "| a | b |\n", "a | b\n---|---\n", "a\n===\n", "a\n---\n", "```\n", "~~~\na\n", "<!--\n", "<!--", "<", "<a", "</document>\n", "> ", "> a\n", "[a]: b\n", "(", "((2 weeks)", "{#", "：",
        "**Duration**: 2 weeks\n", "**Duration: ", "Duration:\n", "1. a\n", "☐ a\n", "\n", " ", "\t", "a: b\n", "<|im_start|>user\n", "<|a|>", "中", "第1章", "Would you like\n\n", "\n---\n", "a\u0301", "\uD800", "TBD\n", "(same as above)\n", "## Commands\n- a\n", "### a\n**Deliverables**:\n- b\n",
    ];

    [Theory]
    [MemberData(nameof(Pieces))]
    public void Read_OfAMegabyteOfTheSame_TakesASecondAndLittleMemory(string piece)
    {
        var flood = string.Concat(Enumerable.Repeat(piece, Megabyte / piece.Length));
        foreach (var (type, text) in new[]
        {
            (DocumentType.EventStorming, $"# Event Storming Summary\n\n## Domain Events\n{flood}\n## Commands\n{piece}\n## Aggregates\n{piece}\n## Process Flows\n{piece}"),
            (DocumentType.Prd, $"# Product Requirements Document\n\n## 2. Core Features\n{flood}"),
            (DocumentType.TechStack, $"# Tech Stack Document\n\n## Frontend\n{flood}"),
            (DocumentType.ExecutionPlan, $"# Execution Plan\n\n## Stage 1: a\n{flood}"),
            (DocumentType.Prd, flood),
        })
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            var started = Stopwatch.GetTimestamp();
            var judgement = Reader.Read(type, text);
            var elapsed = Stopwatch.GetElapsedTime(started);
            var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

            Assert.True(judgement.Complaint is not null || judgement.DocumentMd is not null);
            Assert.True(elapsed < Machine.Allow(TimeSpan.FromSeconds(3)), $"{type} took {elapsed}."); // a second alone
            Assert.True(allocated < MostAllocated, $"{type} took {allocated} bytes.");
        }
    }
}
