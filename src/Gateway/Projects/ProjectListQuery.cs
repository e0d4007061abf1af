using Microsoft.AspNetCore.Mvc;

namespace AiDevFramework.Gateway.Projects;

/// <summary>What is asked of a list of projects, as it was written: what is blank does not matter. Read by <see cref="ProjectListReading"/>.</summary>
internal sealed record ProjectListQuery
{
    [FromQuery(Name = "status")]
    public string? Status { get; init; }

    [FromQuery(Name = "phase")]
    public string? Phase { get; init; }

    [FromQuery(Name = "verdict")]
    public string? Verdict { get; init; }

    [FromQuery(Name = "q")]
    public string? Q { get; init; }

    [FromQuery(Name = "user_id")]
    public string? UserId { get; init; }

    [FromQuery(Name = "created_after")]
    public string? CreatedAfter { get; init; }

    [FromQuery(Name = "sort")]
    public string? Sort { get; init; }

    [FromQuery(Name = "limit")]
    public string? Limit { get; init; }

    [FromQuery(Name = "cursor")]
    public string? Cursor { get; init; }
}
