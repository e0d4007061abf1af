using System.Globalization;
using System.Net;
using System.Net.WebSockets;
using System.Text.Json.Nodes;
using AiDevFramework.Gateway.Security;
using AiDevFramework.Gateway.Tests.Support;
using AiDevFramework.Grains.Abstractions.Projects;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;

namespace AiDevFramework.Gateway.Tests.Progress;

/// <summary>One cursor, four ways to read: each gives exactly the events after it, or says what a cursor must be.</summary>
public sealed class CursorTests : IAsyncLifetime
{
    private const string Refused = "after must be the seq of an event you have, from 0 to 3";

    private TestGateway _gateway = null!;
    private Guid _project;

    public static TheoryData<string, string, string> Cases
    {
        get
        {
            var cases = new TheoryData<string, string, string>();
            foreach (var transport in (string[])["websocket", "stream", "last-event-id", "hub", "hub-messagepack", "page"])
            {
                cases.Add(transport, "0", "1,2,3");
                cases.Add(transport, "2", "3");
                cases.Add(transport, "3", "");
                cases.Add(transport, "4", Refused);
                cases.Add(transport, "-1", Refused);
                cases.Add(transport, "9223372036854775807", Refused);
                cases.Add(transport, "99999999999999999999", Refused);
                cases.Add(transport, "text", Refused);
                cases.Add(transport, "1.0", Refused);
                cases.Add(transport, "0x1", Refused);
                cases.Add(transport, "foreign", "ticket");
            }

            return cases;
        }
    }

    public async ValueTask InitializeAsync()
    {
        _gateway = await TestGateway.StartAsync();
        _project = _gateway.Cluster.Add(WorkflowStatus.Processing).Id;
        for (var seq = 1; seq <= 3; seq++)
        {
            _gateway.Cluster.Store(_project);
        }
    }

    public ValueTask DisposeAsync() => _gateway.DisposeAsync();

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Cursor_OnATransport_GivesWhatFollowsOrAClearRefusal(string transport, string cursor, string expected)
    {
        var token = TestGateway.AdminToken;
        if (cursor == "foreign")
        {
            (cursor, token) = ("0", _gateway.Services.GetRequiredService<Tickets>().Mint(Guid.NewGuid()));
        }

        var answer = transport switch
        {
            "websocket" => await OfWebSocketAsync(cursor, token),
            "stream" => await OfStreamAsync($"?token={token}&after={cursor}", null),
            "last-event-id" => await OfStreamAsync($"?token={token}&after=1", cursor),
            "page" => await OfPageAsync($"?token={token}&after={cursor}"),
            _ => await OfHubAsync(cursor, token, messagePack: transport == "hub-messagepack"),
        };

        Assert.Contains(expected, answer, StringComparison.Ordinal);
        Assert.Equal(char.IsAsciiLetter(expected.FirstOrDefault()), answer.Any(char.IsAsciiLetter));
    }

    private async Task<string> OfWebSocketAsync(string cursor, string token)
    {
        var query = $"?token={token}&after={cursor}";
        try
        {
            using var client = await ProgressClient.ConnectAsync(_gateway, _project, query, _ => { });
            await client.JsonAsync();
            await client.SendAsync("ping");
            var seqs = new List<string>();
            for (var missing = 3 - int.Parse(cursor, CultureInfo.InvariantCulture); missing > 0;)
            {
                if ((await client.JsonAsync())["seq"] is { } seq) // the pong comes in between
                {
                    seqs.Add(seq.ToString());
                    missing--;
                }
            }

            return string.Join(',', seqs);
        }
        catch (WebSocketException)
        {
            using var answer = await _gateway.SendAsync(HttpMethod.Get, $"/api/v1/projects/{_project}/progress{query}");
            return (string)(await answer.ProblemAsync((int)answer.StatusCode))["detail"]!;
        }
    }

    private async Task<string> OfStreamAsync(string query, string? lastEventId)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, TestGateway.StreamPath(_project, query));
        request.Headers.TryAddWithoutValidation("Accept", "text/event-stream");
        if (lastEventId is not null)
        {
            request.Headers.TryAddWithoutValidation("Last-Event-ID", lastEventId);
        }

        using var answer = await _gateway.Anonymous.SendAsync(
            request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        if (answer.StatusCode != HttpStatusCode.OK)
        {
            return (string)(await answer.ProblemAsync((int)answer.StatusCode))["detail"]!;
        }

        var after = int.Parse(lastEventId ?? query.Split("after=")[1], CultureInfo.InvariantCulture);
        using var lines = new StreamReader(await answer.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));
        var ids = new List<string>();
        while (ids.Count <= 3 - after) // connected has an id too
        {
            var line = (await lines.ReadLineAsync(TestContext.Current.CancellationToken))!;
            if (line.StartsWith("id: ", StringComparison.Ordinal))
            {
                ids.Add(line[4..]);
            }
        }

        return string.Join(',', ids.Skip(1));
    }

    private async Task<string> OfPageAsync(string query)
    {
        using var answer = await _gateway.SendAsync(HttpMethod.Get, $"/api/v1/projects/{_project}/events{query}");
        if (answer.StatusCode != HttpStatusCode.OK)
        {
            return (string)(await answer.ProblemAsync((int)answer.StatusCode))["detail"]!;
        }

        return string.Join(',', (await answer.JsonAsync())["events"]!.AsArray().Select(item => item!["seq"]!.ToString()));
    }

    private async Task<string> OfHubAsync(string cursor, string token, bool messagePack)
    {
        await using var client = await HubClient.ConnectAsync(_gateway, token, messagePack);
        try
        {
            object after = long.TryParse(cursor, CultureInfo.InvariantCulture, out var number) ? number : cursor;
            JsonNode.Parse(await client.SubscribeAsync(_project, after));
            var seqs = new List<string>();
            while (seqs.Count < 3 - number)
            {
                seqs.Add((await client.EventAsync()).Seq!.Value.ToString(CultureInfo.InvariantCulture));
            }

            return string.Join(',', seqs);
        }
        catch (HubException refusal)
        {
            return refusal.Message;
        }
    }
}
