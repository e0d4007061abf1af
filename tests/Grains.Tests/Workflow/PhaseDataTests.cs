using System.Text.Json;
using AiDevFramework.Grains.Abstractions;
using AiDevFramework.Grains.Abstractions.Documents;
using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.Grains.State;

namespace AiDevFramework.Grains.Tests.Workflow;

/// <summary>A row of <c>workflow_states</c> names what its phase got and gave, so that each text can be found.</summary>
public sealed class PhaseDataTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Rows_OfACompletedRun_NameTheirDocumentsAndCalls(bool storming)
    {
        var history = new WorkflowHistory(storming, secondsBetween: 1);
        history.Play([Happening.Start, .. Enumerable.Repeat(Happening.Accept, 6)]);

        var rows = RowsOf(history).ToDictionary(row => row.Phase);

        foreach (var row in rows.Values)
        {
            var input = Read(row.InputJson);
            Assert.Equal((1, history.State.Project.Idea.Length), (input.GetProperty("run").GetInt32(), input.GetProperty("idea_characters").GetInt32()));
            Assert.Equal(
                history.State.Calls.Where(call => call.PhaseRunId == row.Id).Select(call => (call.Id, WireName.Of(call.Step), call.CallNumber)),
                Read(row.OutputJson).GetProperty("calls").EnumerateArray()
                    .Select(call => (call.GetProperty("id").GetGuid(), call.GetProperty("step").GetString()!, call.GetProperty("call_number").GetInt32())));
        }

        AssertNames(history, [], rows[Phase.SmartDetection].InputJson);
        AssertNames(history, storming ? [DocumentType.EventStorming] : [], rows[Phase.Prd].InputJson);
        AssertNames(history, [DocumentType.Prd], rows[Phase.TechStack].InputJson);
        AssertNames(history, [DocumentType.Prd, DocumentType.TechStack], rows[Phase.ExecutionPlan].InputJson);
        AssertNames(history, [], rows[Phase.SmartDetection].OutputJson);
        AssertNames(history, [DocumentType.Prd], rows[Phase.Prd].OutputJson);
        AssertNames(history, [DocumentType.ExecutionPlan], rows[Phase.ExecutionPlan].OutputJson);
        Assert.Equal(5, Read(rows[Phase.Prd].OutputJson).GetProperty("feature_count").GetInt32()); // the facts stand beside the names
    }

    [Fact]
    public void Row_OfARetry_NamesTheAnswersThatItGoesOnWith()
    {
        var history = new WorkflowHistory(storming: false, secondsBetween: 1);
        history.Play([Happening.Start, Happening.Accept, Happening.Continue, Happening.FailUncharged, Happening.Retry]);

        var rows = RowsOf(history).ToList();
        var part = history.State.Calls.Single(call => call.Verdict is CallVerdict.Continue);
        var named = Assert.Single(Read(rows[^1].InputJson).GetProperty("calls").EnumerateArray());
        Assert.Equal((part.Id, 1), (named.GetProperty("id").GetGuid(), named.GetProperty("run").GetInt32()));
        Assert.Equal(2, Read(rows[^1].InputJson).GetProperty("run").GetInt32());
        Assert.False(Read(rows[0].InputJson).TryGetProperty("calls", out _));
    }

    [Fact]
    public void Row_OfAFailedPhase_HasTheReasonAndItsCalls()
    {
        var history = new WorkflowHistory(storming: false, secondsBetween: 1);
        history.Play([Happening.Start, Happening.Accept, Happening.Fail]);

        var output = Read(RowsOf(history).Single(row => row.Phase is Phase.Prd).OutputJson);
        Assert.Equal(("PRD generation failed", true), (output.GetProperty("error").GetString(), output.GetProperty("retry_available").GetBoolean()));
        Assert.Equal(history.State.Calls[^1].Id, Assert.Single(output.GetProperty("calls").EnumerateArray()).GetProperty("id").GetGuid());
        Assert.Empty(output.GetProperty("documents").EnumerateArray());
    }

    /// <summary>PostgreSQL sorts members by length, then by bytes: who reads a row back gets what was written.</summary>
    [Fact]
    public void Names_InARow_StandInTheOrderThatPostgresKeeps()
    {
        var history = new WorkflowHistory(storming: false, secondsBetween: 1);
        history.Play([Happening.Start, .. Enumerable.Repeat(Happening.Accept, 6)]);

        var output = Read(RowsOf(history).Single(row => row.Phase is Phase.Prd).OutputJson);
        foreach (var list in (string[])["documents", "calls"])
        {
            var names = output.GetProperty(list)[0].EnumerateObject().Select(member => member.Name).ToList();
            Assert.Equal(names.OrderBy(name => name.Length).ThenBy(name => name, StringComparer.Ordinal), names);
        }
    }

    private static IEnumerable<PhaseRun> RowsOf(WorkflowHistory history) => history.Transitions.SelectMany(transition => transition.PhaseRuns)
        .GroupBy(row => row.Id).Select(row => row.Last()).OrderBy(row => row.StartedAt);

    private static void AssertNames(WorkflowHistory history, DocumentType[] expected, string json) => Assert.Equal(
        expected.Select(type => (WireName.Of(type), history.State.Documents[type].Id, history.State.Documents[type].ContentMd.Length, WireTime.Format(history.State.Documents[type].CreatedAt))),
        Read(json).GetProperty("documents").EnumerateArray().Select(document => (
            document.GetProperty("type").GetString()!, document.GetProperty("id").GetGuid(), document.GetProperty("bytes").GetInt32(),
            document.GetProperty("created_at").GetString()!)));

    private static JsonElement Read(string json) => JsonDocument.Parse(json).RootElement;
}
