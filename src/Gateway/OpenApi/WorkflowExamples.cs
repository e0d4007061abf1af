namespace AiDevFramework.Gateway.OpenApi;

/// <summary>The specification's examples of a whole run. They name phases one by one, and so they stand together: a further phase is added
/// here alone.</summary>
internal static class WorkflowExamples
{
    /// <summary>What a run of all phases cost.</summary>
    public const string Costs = """
        {
          "project_id": "123e4567-e89b-12d3-a456-426614174000",
          "total_cost_usd": 0.4523,
          "calls": 6,
          "attempts": 7,
          "unknowns": { "count": 1, "reserved_usd": 0.0942 },
          "prompt_tokens": 9300,
          "completion_tokens": 8700,
          "breakdown": [
            { "phase": "SMART_DETECTION", "model": "openai/gpt-4o-mini", "tokens": 500, "cost_usd": 0.0015, "calls": 1, "prompt_tokens": 400, "completion_tokens": 100 },
            { "phase": "EVENT_STORMING", "model": "openai/gpt-4o", "tokens": 3500, "cost_usd": 0.0875, "calls": 1, "prompt_tokens": 1500, "completion_tokens": 2000 },
            { "phase": "PRD", "model": "openai/gpt-4o", "tokens": 4000, "cost_usd": 0.1, "calls": 1, "prompt_tokens": 1900, "completion_tokens": 2100 },
            { "phase": "TECH_STACK", "model": "openai/gpt-4o", "tokens": 3000, "cost_usd": 0.075, "calls": 1, "prompt_tokens": 1500, "completion_tokens": 1500 },
            { "phase": "EXECUTION_PLAN", "model": "openai/gpt-4o", "tokens": 7000, "cost_usd": 0.1883, "calls": 2, "prompt_tokens": 4000, "completion_tokens": 3000 }
          ]
        }
        """;

    /// <summary>What a run of all phases may cost.</summary>
    public const string Estimate = """
        {
          "min": 0.081563,
          "max": 0.512044,
          "currency": "USD",
          "sufficient_budget": 0.598214,
          "fits_budget": true,
          "phases": [
            { "phase": "SMART_DETECTION", "models": ["openai/gpt-4o-mini"], "min": 0.000171, "max": 0.000801 },
            { "phase": "EVENT_STORMING", "models": ["openai/gpt-4o"], "min": 0, "max": 0.088431 },
            { "phase": "PRD", "models": ["openai/gpt-4o"], "min": 0.023875, "max": 0.118207 },
            { "phase": "TECH_STACK", "models": ["openai/gpt-4o"], "min": 0.019842, "max": 0.116534 },
            { "phase": "EXECUTION_PLAN", "models": ["openai/gpt-4o"], "min": 0.037675, "max": 0.188071 }
          ],
          "models": ["openai/gpt-4o-mini", "openai/gpt-4o"],
          "assumptions": ["Continuations, whole documents that are asked for again, and attempts after a failure come on top."]
        }
        """;

    /// <summary>One phase ends and the next one begins.</summary>
    public const string Events = """
        {
          "project_id": "123e4567-e89b-12d3-a456-426614174000",
          "events": [
            {
              "type": "phase_completed",
              "seq": 8,
              "phase": "TECH_STACK",
              "duration_seconds": 30,
              "cost_usd": 0.075,
              "timestamp": "2025-11-09T12:02:30.000Z"
            },
            {
              "type": "phase_started",
              "seq": 9,
              "phase": "EXECUTION_PLAN",
              "message": "Creating detailed execution plan with stage gates...",
              "timestamp": "2025-11-09T12:02:30.000Z"
            }
          ],
          "last_seq": 9,
          "next_after": 9,
          "has_more": false
        }
        """;
}
