using System.Globalization;
using AiDevFramework.Gateway.Api;
using AiDevFramework.Grains.Abstractions;
using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.Grains.Abstractions.Projects;
using AiDevFramework.Plans.Search;

namespace AiDevFramework.Gateway.Projects;

/// <summary>Reads a <see cref="ProjectListQuery"/>, and says of each value that it cannot be used what it has to be.</summary>
internal sealed class ProjectListReading
{
    /// <summary>The values of <c>sort</c>.</summary>
    public static readonly IReadOnlyDictionary<string, ProjectSort> Sorts = new Dictionary<string, ProjectSort>(StringComparer.Ordinal)
    {
        ["-created_at"] = ProjectSort.NewestFirst,
        ["created_at"] = ProjectSort.OldestFirst,
        ["-updated_at"] = ProjectSort.LastChangedFirst,
        ["updated_at"] = ProjectSort.FirstChangedFirst,
    };

    private static readonly string[] _times = ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];

    private readonly Dictionary<string, string[]> _errors = [];

    public ProjectListReading(ProjectListQuery query) => Question = new ProjectListQuestion(
        Read<Guid>("user_id", query.UserId, Uuid.TryParse, "a UUID like 550e8400-e29b-41d4-a716-446655440000"),
        Read<WorkflowStatus>("status", query.Status, WireName.TryParse, OneOf<WorkflowStatus>()),
        Read<Phase>("phase", query.Phase, WireName.TryParse, OneOf<Phase>()),
        Read<PlanVerdict>("verdict", query.Verdict, WireName.TryParse, OneOf<PlanVerdict>()),
        Read<DateTimeOffset>("created_after", query.CreatedAfter, TryTime, "a date or a time like 2026-12-01 or 2026-12-01T09:30:00Z"),
        ReadText(query.Q),
        Read<ProjectSort>("sort", query.Sort, Sorts.TryGetValue!, $"one of {string.Join(", ", Sorts.Keys)}") ?? ProjectSort.NewestFirst,
        Read<int>("limit", query.Limit, TryLimit, $"a whole number from 1 to {ProjectListQuestion.MaxLimit}") ?? ProjectListQuestion.DefaultLimit);

    private delegate bool Reader<T>(string text, out T value);

    /// <summary>Of use where there are no <see cref="Errors"/>.</summary>
    public ProjectListQuestion Question { get; }

    /// <summary>By the names of parameters.</summary>
    public IReadOnlyDictionary<string, string[]> Errors => _errors;

    private T? Read<T>(string name, string? text, Reader<T> reader, string expected)
        where T : struct
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        if (reader(text.Trim(), out var value))
        {
            return value;
        }

        _errors[name] = [$"{name} must be {expected}; leave it out where it does not matter."];
        return null;
    }

    private string? ReadText(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        if (text.EnumerateRunes().Count() > SearchQuery.MaxLength)
        {
            _errors["q"] = [$"q must be at most {SearchQuery.MaxLength} characters; leave out what matters least."];
        }
        else if (SearchQuery.Parse(text) is null)
        {
            _errors["q"] = ["q must be words, with a letter or a digit in one of them, and \"phrases\" in quotes; leave it out to list all."];
        }

        return text.Trim();
    }

    private static string OneOf<T>()
        where T : struct, Enum => $"one of {string.Join(", ", Enum.GetValues<T>().Select(WireName.Of))}";

    private static bool TryLimit(string text, out int limit) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out limit) && limit is >= 1 and <= ProjectListQuestion.MaxLimit;

    private static bool TryTime(string text, out DateTimeOffset time) =>
        DateTimeOffset.TryParseExact(text, _times, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out time);
}
