using AiDevFramework.Browser.Tests.Product;
using AiDevFramework.TestSupport.Processes;

namespace AiDevFramework.Browser.Tests.Hostile;

/// <summary>Two thousand requests of people who mean harm, made from a seed, over real HTTP: no way in, nothing changed, no failure.</summary>
public sealed class HostileRequestTests(ProductFixture product)
{
    private const int Seed = 20_261_201;

    /// <summary>Words of an idea, which no stranger may read.</summary>
    private const string Secret = "A shared task list for small teams";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>A page without data tries again for a few seconds where a session is no longer one: the admin token's file may be changing.</summary>
    [Fact(Timeout = 300_000)]
    public async Task Strangers_WhateverTheySend_SeeNothing()
    {
        await SendAsync(Requests(1).OfStrangers(600), answer =>
            !answer.Body.Contains(Secret, StringComparison.Ordinal)
            && (answer.Header("Set-Cookie") is { } cookie ? cookie.StartsWith($"{product.Session.Name}-again=", StringComparison.Ordinal) : answer.Status is not 200));
    }

    [Fact(Timeout = 300_000)]
    public async Task Guessers_AtTheLogin_GetNoSession()
    {
        await SendAsync(Requests(2).OfGuessers(400), answer => answer.Header("Set-Cookie") is null && answer.Status is not (200 or 302));
    }

    [Fact(Timeout = 300_000)]
    public async Task OtherSites_WithACookieOfOurs_ChangeNothing()
    {
        var before = await ProjectsAsync();

        await SendAsync(Requests(3).OfOtherSites(400), answer => answer.Status is 403);

        Assert.Equal(before, await ProjectsAsync());
    }

    [Fact(Timeout = 300_000)]
    public async Task Searchers_WithTheSyntaxOfDatabases_FindNoFailure()
    {
        var before = await ProjectsAsync();

        await SendAsync(Requests(4).OfSearchers(400), answer => answer.Status is 200 or 302 or 303 or (>= 400 and < 500));

        Assert.Equal(before, await ProjectsAsync());
    }

    [Fact(Timeout = 300_000)]
    public async Task ClumsyOnes_WithFormsPathsAndHosts_AreLedNowhereElse()
    {
        await SendAsync(Requests(5).OfClumsyOnes(300), answer =>
            answer.Header("Location") is not { } location || (location.StartsWith('/') && !location.StartsWith("//", StringComparison.Ordinal) && !location.StartsWith("/\\", StringComparison.Ordinal)));
    }

    [Fact(Timeout = 300_000)]
    public async Task Owner_WithTheSameCookie_SeesWhatTheStrangersMustNot()
    {
        var request = new RawRequest("own", "GET", "/", [("Cookie", $"{product.Session.Name}={product.Session.Value}")]);

        var answer = await RawAnswer.ToAsync(product.Address, request, Cancellation);

        Assert.Equal(200, answer.Status);
        Assert.Contains(Secret, answer.Body, StringComparison.Ordinal);
    }

    private HostileRequests Requests(int number) => new(
        Seed + number, (product.Session.Name, product.Session.Value), AppProcess.AdminToken,
        product.Address.GetLeftPart(UriPartial.Authority), product.Shelf.Created);

    private async Task SendAsync(IEnumerable<RawRequest> requests, Func<RawAnswer, bool> isGood)
    {
        var bad = new System.Collections.Concurrent.ConcurrentQueue<string>();
        await Parallel.ForEachAsync(requests.ToList(), new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = Cancellation }, async (request, cancellation) =>
        {
            var answer = await RawAnswer.ToAsync(product.Address, request, cancellation);
            if (answer.Status is 0 or >= 500 || !isGood(answer))
            {
                bad.Enqueue($"{request.Kind}: {request}\n{string.Join('\n', request.Headers)}\n{answer.Head}");
            }
        });

        Assert.True(bad.IsEmpty, $"{bad.Count} of them got what they must not:\n{string.Join("\n\n", bad.Take(5))}");
    }

    /// <returns>Each project with its state, as one text.</returns>
    private async Task<string> ProjectsAsync()
    {
        using var answer = await product.Api.SendAsync(HttpMethod.Get, "/api/v1/projects?limit=100&sort=-created_at", Cancellation);
        answer.EnsureSuccessStatusCode();
        var page = System.Text.Json.JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Cancellation)).RootElement;
        return string.Join('\n', page.GetProperty("projects").EnumerateArray().Select(project =>
            $"{project.GetProperty("project_id")} {project.GetProperty("status")}"));
    }
}
