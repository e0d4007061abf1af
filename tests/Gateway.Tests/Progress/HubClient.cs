using System.Threading.Channels;
using AiDevFramework.Gateway.Tests.Support;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;

namespace AiDevFramework.Gateway.Tests.Progress;

/// <summary>The .NET SignalR client on the progress hub; all waits end.</summary>
internal sealed class HubClient : IAsyncDisposable
{
    /// <summary>Of all that a test does with one client.</summary>
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(120);

    private readonly CancellationTokenSource _deadline =
        CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);

    private readonly Channel<Event> _events = Channel.CreateUnbounded<Event>();
    private readonly Channel<(string ProjectId, long LastSeq, string Reason)> _closed =
        Channel.CreateUnbounded<(string, long, string)>();

    private readonly TaskCompletionSource<Exception?> _gone = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private HubClient(HubConnection connection)
    {
        _deadline.CancelAfter(Deadline);
        Connection = connection;
        connection.On<string, long?, string>("event", (project, seq, payload) => _events.Writer.TryWrite(new Event(project, seq, payload)));
        connection.On<string, long, string>("closed", (project, lastSeq, reason) => _closed.Writer.TryWrite((project, lastSeq, reason)));
        connection.Closed += exception =>
        {
            _gone.TrySetResult(exception);
            return Task.CompletedTask;
        };
    }

    public HubConnection Connection { get; }

    public CancellationToken Token => _deadline.Token;

    public static async Task<HubClient> ConnectAsync(
        TestGateway gateway, string? token = TestGateway.AdminToken, bool messagePack = false, string query = "")
    {
        var builder = new HubConnectionBuilder().WithUrl(
            new Uri(gateway.Client.BaseAddress!, "/hubs/progress" + query),
            options => options.AccessTokenProvider = () => Task.FromResult(token));
        if (messagePack)
        {
            builder.AddMessagePackProtocol();
        }

        var client = new HubClient(builder.Build());
        try
        {
            await client.Connection.StartAsync(client.Token);
            return client;
        }
        catch
        {
            await client.DisposeAsync();
            throw;
        }
    }

    public Task<string> SubscribeAsync(Guid project, object? after) => SubscribeAsync(project.ToString(), after);

    public Task<string> SubscribeAsync(string project, object? after) =>
        Connection.InvokeAsync<string>("Subscribe", project, after, Token);

    public async Task<Event> EventAsync() => await _events.Reader.ReadAsync(Token);

    public async Task<(string ProjectId, long LastSeq, string Reason)> ClosedAsync() => await _closed.Reader.ReadAsync(Token);

    public Task<Exception?> GoneAsync() => _gone.Task.WaitAsync(Token);

    public async ValueTask DisposeAsync()
    {
        await Connection.DisposeAsync();
        _deadline.Dispose();
    }

    internal sealed record Event(string ProjectId, long? Seq, string Payload);
}
