using AiDevFramework.Grains.Abstractions;
using AiDevFramework.Grains.Abstractions.Costs;
using AiDevFramework.Grains.Abstractions.Documents;
using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.Grains.Abstractions.Progress;
using AiDevFramework.Grains.Abstractions.Projects;
using AiDevFramework.Web.Runs;

namespace AiDevFramework.Gateway.Tests.Pages.Runs;

/// <summary>A run in each of its states.</summary>
internal static class RunSamples
{
    public const string Idea = "A <b>bold</b> plan & a list that sorts itself";

    public static readonly DateTimeOffset Noon = new(2026, 1, 2, 12, 0, 0, TimeSpan.Zero);

    private static readonly Guid _id = new("123e4567-e89b-12d3-a456-426614174000");

    private static readonly string[] _begun =
    [
        """{"type":"phase_started","seq":1,"phase":"SMART_DETECTION","message":"Analyzing"}""",
        """{"type":"phase_completed","seq":2,"phase":"SMART_DETECTION","duration_seconds":3,"cost_usd":0.0012}""",
        """{"type":"phase_started","seq":3,"phase":"PRD","message":"Generating"}""",
    ];

    private static readonly ProjectMetadata _known = ProjectMetadata.Empty with { UseEventStorming = false };

    /// <param name="state">created, running, paused, failed, hopeless, retried, cancelled or completed.</param>
    public static RunModel Of(string state) => state switch
    {
        "created" => Of(WorkflowStatus.Created, null, 0, ProjectMetadata.Empty, []),
        "running" => Of(WorkflowStatus.Processing, Phase.Prd, 1, _known, _begun),
        "paused" => Of(
            WorkflowStatus.Failed, Phase.Prd, 1,
            _known with { Error = "budget", ErrorDetail = "The next call could cost more than max_cost_usd.", RetryAvailable = true, MaxCostUsd = 0.5m },
            [.. _begun, """{"type":"phase_failed","seq":4,"phase":"PRD","error":"budget","retry_available":true}""", """{"type":"workflow_failed","seq":5,"error":"budget","retry_available":true}"""]),
        "failed" => Of(
            WorkflowStatus.Failed, Phase.Prd, 1, _known with { Error = "The provider did not answer.", RetryAvailable = true },
            [.. _begun, """{"type":"phase_failed","seq":4,"phase":"PRD","error":"The provider did not answer."}""", """{"type":"workflow_failed","seq":5}"""]),
        "hopeless" => Of(
            WorkflowStatus.Failed, Phase.Prd, 1, _known with { Error = "No such model.", RetryAvailable = false, FixFirst = "Set PRD_MODEL to a model there is." },
            [.. _begun, """{"type":"phase_failed","seq":4,"phase":"PRD","error":"No such model."}""", """{"type":"workflow_failed","seq":5}"""]),
        "retried" => Of(
            WorkflowStatus.Processing, Phase.Prd, 2, _known,
            [.. _begun, """{"type":"phase_failed","seq":4,"phase":"PRD","error":"e"}""", """{"type":"workflow_failed","seq":5}""", """{"type":"phase_started","seq":6,"phase":"PRD"}"""]),
        "cancelled" => Of(
            WorkflowStatus.Cancelled, Phase.Prd, 1, _known, [.. _begun, """{"type":"workflow_cancelled","seq":4,"phase":"PRD","message":"The workflow was cancelled."}"""]),
        "completed" => Of(
            WorkflowStatus.Completed, Phase.ExecutionPlan, 1, _known with { Verdict = PlanVerdict.Ready, TotalDurationSeconds = 125 },
            [
                .. _begun,
                """{"type":"phase_completed","seq":4,"phase":"PRD","duration_seconds":40,"cost_usd":0.05,"findings":{"errors":1,"warnings":2}}""",
                """{"type":"phase_started","seq":5,"phase":"TECH_STACK"}""",
                """{"type":"phase_completed","seq":6,"phase":"TECH_STACK","duration_seconds":30,"cost_usd":null}""",
                """{"type":"phase_started","seq":7,"phase":"EXECUTION_PLAN"}""",
                """{"type":"phase_completed","seq":8,"phase":"EXECUTION_PLAN","duration_seconds":52,"cost_usd":0.1}""",
                """{"type":"workflow_completed","seq":9,"total_cost_usd":null,"total_duration_seconds":125,"documents_generated":3}""",
            ],
            DocumentType.Prd, DocumentType.TechStack, DocumentType.ExecutionPlan),
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "There is no such sample."),
    };

    private static RunModel Of(WorkflowStatus status, Phase? phase, int run, ProjectMetadata metadata, string[] payloads, params DocumentType[] documents)
    {
        RunEvent[] events =
        [
            .. payloads.Select((payload, at) => RunEvent.Of(new ProgressEvent(
                _id, at + 1, payload.Split('"')[3], Utf8Text.Of(payload), Noon.AddMinutes(at)))),
        ];
        var project = new ProjectView(_id, Guid.Empty, Idea, status, phase, metadata, Noon, Noon, null, run, events.Length);
        var costs = new CostReport(_id, [new CostRow(Phase.SmartDetection, "openai/gpt-4o-mini", 900, 0.0012m, 1, 0)], Attempts: 2, Unknowns: 1, UnknownReservedUsd: 0.09m);
        return new RunModel
        {
            Project = project,
            Phases = RunTimeline.Of(project, documents, costs, events),
            Costs = RunCosts.Of(costs, metadata.MaxCostUsd),
            Log = events,
            StartedAt = RunTimeline.StartOf(events),
            Feed = "/api/v1/feed",
            MayWrite = true,
        };
    }
}
