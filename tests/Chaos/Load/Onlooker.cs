using System.Text.Json;
using System.Text.RegularExpressions;

namespace AiDevFramework.Chaos.Load;

/// <summary>A person who looks at lists, pages and streams at either gateway, and at what is somebody else's.</summary>
internal sealed partial class Onlooker(int number, Person person, int seed, Shelf shelf, RecordingApi api, TimeProvider clock) : IDisposable
{
    /// <summary>How long a stream of several projects is watched.</summary>
    private static readonly TimeSpan Glance = TimeSpan.FromSeconds(2);

    private readonly Random _random = new(HashCode.Combine(seed, "onlooker", number));
    private readonly PageVisitor _pages = new(api.Addresses, person.Key);
    private readonly Caller _caller = new($"p{number}", "", null) { Who = person };

    public async Task RunAsync(CancellationToken finishing)
    {
        try
        {
            while (true)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(_random.Next(100, 700)), clock, finishing);
                await LookAsync(_random.Next(api.Addresses.Count), finishing);
            }
        }
        catch (OperationCanceledException) when (finishing.IsCancellationRequested)
        {
            // the run is over
        }
    }

    public void Dispose() => _pages.Dispose();

    private async Task LookAsync(int gateway, CancellationToken cancellationToken)
    {
        switch (_random.Next(6))
        {
            case 0:
                await api.ListAsync(_caller, gateway, "?limit=100", cancellationToken);
                break;
            case 1:
                await api.ListAsync(_caller, gateway, "?limit=100&q=hotels", cancellationToken);
                break;
            case 2 when Foreign() is { } project:
                await api.ReadAsync(_caller with { Project = project }, gateway, "foreign", _random.Next(3) switch { 0 => "", 1 => "/documents", _ => "/costs" }, 0, cancellationToken);
                break;
            case 3:
                await SeePageAsync(gateway, "/", null, cancellationToken);
                break;
            case 4 when Foreign() is { } project:
                await SeePageAsync(gateway, $"/projects/{project}", project, cancellationToken);
                break;
            case 5 when Foreign() is { } project:
                await WatchAsync(gateway, [project, .. shelf.Pick(_random, owner => owner == person) is { } own ? (Guid[])[own] : []], cancellationToken);
                break;
        }

        Guid? Foreign() => shelf.Pick(_random, owner => owner != person);
    }

    private async Task SeePageAsync(int gateway, string path, Guid? project, CancellationToken cancellationToken)
    {
        var began = clock.GetUtcNow();
        var (status, html, error) = (0, "", default(string));
        try
        {
            (status, html) = await _pages.GetAsync(gateway, path, cancellationToken);
        }
        catch (Exception exception) when (IsTrouble(exception, cancellationToken))
        {
            error = exception.GetType().Name;
        }

        var seen = status is 200 ? Link().Matches(html).Select(link => Guid.Parse(link.Groups[1].ValueSpan)).Distinct().ToList() : [];
        api.Note(
            _caller with { Project = project }, gateway, project is null ? "page" : "foreign_page", began,
            status switch { 200 => "ok", >= 400 and < 500 => "fail", _ => "info" }, error, status, seen);
    }

    /// <summary>One stream of several projects, of which one is somebody else's.</summary>
    private async Task WatchAsync(int gateway, IReadOnlyList<Guid> projects, CancellationToken cancellationToken)
    {
        var began = clock.GetUtcNow();
        var seen = new HashSet<Guid>();
        var (status, answered, error) = (0, default(DateTimeOffset?), default(string));
        using var glance = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        glance.CancelAfter(Glance);
        try
        {
            using var answer = await api.OpenAsync(
                _caller, gateway, $"/api/v1/feed?at={string.Join(',', projects.Select(project => $"{project}:0"))}", cancellationToken);
            (status, answered) = ((int)answer.StatusCode, clock.GetUtcNow());
            using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync(glance.Token));
            while (answer.IsSuccessStatusCode && await reader.ReadLineAsync(glance.Token) is { } line)
            {
                if (line.StartsWith("data:", StringComparison.Ordinal)
                    && JsonSerializer.Deserialize<JsonElement>(line.AsSpan(5)) is var message && message.TryGetProperty("event", out _))
                {
                    seen.Add(message.GetProperty("project_id").GetGuid());
                }
            }
        }
        catch (Exception exception) when (IsTrouble(exception, cancellationToken))
        {
            error = glance.IsCancellationRequested ? null : exception.GetType().Name; // it was seen enough of
        }

        var outcome = status switch { 200 => "ok", >= 400 and < 500 => "fail", _ => "info" };
        api.Note(_caller, gateway, "joint", began, outcome, error, status, [.. seen], answered);
    }

    private static bool IsTrouble(Exception exception, CancellationToken cancellationToken) =>
        exception is HttpRequestException or IOException or JsonException or OperationCanceledException && !cancellationToken.IsCancellationRequested;

    [GeneratedRegex("href=\"/projects/([0-9a-f-]{36})")]
    private static partial Regex Link();
}
