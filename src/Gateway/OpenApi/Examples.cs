using System.Text.Json.Nodes;

namespace AiDevFramework.Gateway.OpenApi;

/// <summary>The specification's examples, by operation.</summary>
internal static class Examples
{
    public static JsonNode CreateRequest() => Parse("""
        {
          "idea": "Build a task management app with AI-powered prioritization",
          "user_id": "550e8400-e29b-41d4-a716-446655440000",
          "max_cost_usd": 1.5
        }
        """);

    public static JsonNode RetryRequest() => Parse("""
        { "max_cost_usd": 2.5 }
        """);

    /// <returns>The body of the operation's success, or <see langword="null"/> for an operation without an example.</returns>
    public static JsonNode? ResponseOf(string operationId) => operationId switch
    {
        "createProject" => Parse("""
            {
              "project_id": "123e4567-e89b-12d3-a456-426614174000",
              "status": "CREATED",
              "created_at": "2025-11-09T12:00:00.000Z"
            }
            """),
        "startWorkflow" => Parse("""
            {
              "project_id": "123e4567-e89b-12d3-a456-426614174000",
              "status": "PROCESSING",
              "current_phase": "SMART_DETECTION",
              "websocket_url": "ws://localhost:8000/api/v1/projects/123e4567-e89b-12d3-a456-426614174000/progress?token=eyJhbGciOiJIUzI1NiJ9.e30.c2lnbmF0dXJl"
            }
            """),
        "retryWorkflow" => Parse("""
            {
              "project_id": "123e4567-e89b-12d3-a456-426614174000",
              "status": "PROCESSING",
              "current_phase": "PRD",
              "websocket_url": "ws://localhost:8000/api/v1/projects/123e4567-e89b-12d3-a456-426614174000/progress?token=eyJhbGciOiJIUzI1NiJ9.e30.c2lnbmF0dXJl"
            }
            """),
        "cancelWorkflow" => Parse("""
            {
              "project_id": "123e4567-e89b-12d3-a456-426614174000",
              "status": "CANCELLED",
              "current_phase": "PRD"
            }
            """),
        "getProject" => Parse("""
            {
              "project_id": "123e4567-e89b-12d3-a456-426614174000",
              "idea": "Build a task management app with AI-powered prioritization",
              "status": "COMPLETED",
              "current_phase": "EXECUTION_PLAN",
              "metadata": {
                "use_event_storming": true,
                "use_vertical_approach": false,
                "total_cost_usd": 0.45,
                "max_cost_usd": 1.5,
                "total_duration_seconds": 180,
                "smart_detection": {
                  "use_event_storming": true,
                  "feature_count_estimate": 8,
                  "reasoning": "Complex domain with multiple features"
                }
              },
              "created_at": "2025-11-09T12:00:00.000Z",
              "updated_at": "2025-11-09T12:03:00.000Z",
              "completed_at": "2025-11-09T12:03:00.000Z"
            }
            """),
        "getDocuments" => Parse("""
            {
              "project_id": "123e4567-e89b-12d3-a456-426614174000",
              "documents": [
                {
                  "type": "PRD",
                  "content_md": "# Product Requirements Document\n\n...",
                  "metadata": { "model": "openai/gpt-4o", "tokens": 3500 },
                  "created_at": "2025-11-09T12:02:00.000Z"
                },
                {
                  "type": "EXECUTION_PLAN",
                  "content_md": "# Execution Plan\n\n...",
                  "metadata": { "model": "openai/gpt-4o", "tokens": 7000, "approach": "HORIZONTAL" },
                  "created_at": "2025-11-09T12:03:00.000Z"
                }
              ]
            }
            """),
        "getDocument" => Parse("""
            {
              "type": "PRD",
              "content_md": "# Product Requirements Document\n\n## Project Overview\n...",
              "metadata": { "model": "openai/gpt-4o", "tokens": 3500 },
              "created_at": "2025-11-09T12:02:00.000Z"
            }
            """),
        "getCosts" => Parse("""
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
            """),
        "estimateProject" => Parse("""
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
              "assumptions": ["Each step is one call; continuations, repairs and attempts after a failure come on top."]
            }
            """),
        "getEvents" => Parse("""
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
            """),
        "createTicket" => Parse("""
            {
              "project_id": "123e4567-e89b-12d3-a456-426614174000",
              "token": "eyJhbGciOiJIUzI1NiJ9.e30.c2lnbmF0dXJl",
              "expires_at": "2025-11-09T12:15:00.000Z",
              "websocket_url": "ws://localhost:8000/api/v1/projects/123e4567-e89b-12d3-a456-426614174000/progress?token=eyJhbGciOiJIUzI1NiJ9.e30.c2lnbmF0dXJl",
              "events_url": "http://localhost:8000/api/v1/projects/123e4567-e89b-12d3-a456-426614174000/events/stream?token=eyJhbGciOiJIUzI1NiJ9.e30.c2lnbmF0dXJl"
            }
            """),
        "getHealth" => Parse("""
            { "status": "healthy", "service": "AI-Driven Development Framework API", "version": "1.0.0" }
            """),
        _ => null,
    };

    private static JsonNode Parse(string json) => JsonNode.Parse(json)!;
}
