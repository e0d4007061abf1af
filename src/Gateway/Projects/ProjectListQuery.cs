using Microsoft.AspNetCore.Mvc;

namespace AiDevFramework.Gateway.Projects;

/// <summary>What is asked of a list of projects, as it was written: what is blank does not matter. Read by <see cref="ProjectListReading"/>.</summary>
internal sealed record ProjectListQuery(
    [FromQuery(Name = "status")] string? Status = null,
    [FromQuery(Name = "phase")] string? Phase = null,
    [FromQuery(Name = "verdict")] string? Verdict = null,
    [FromQuery(Name = "q")] string? Q = null,
    [FromQuery(Name = "user_id")] string? UserId = null,
    [FromQuery(Name = "created_after")] string? CreatedAfter = null,
    [FromQuery(Name = "sort")] string? Sort = null,
    [FromQuery(Name = "limit")] string? Limit = null,
    [FromQuery(Name = "cursor")] string? Cursor = null);
