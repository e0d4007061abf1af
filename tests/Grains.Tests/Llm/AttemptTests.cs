using System.Net;
using System.Net.Sockets;
using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.Grains.State;
using AiDevFramework.Llm;
using AiDevFramework.TestSupport;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace AiDevFramework.Grains.Tests.Llm;

/// <summary>Every attempt at a model call is reserved before it is sent and settled once, whatever becomes of it.</summary>
public sealed class AttemptTests
{
    private const string ChargedError =
        """{"id":"gen-1","model":"openai/gpt-4o","error":{"code":502},"usage":{"prompt_tokens":100,"completion_tokens":10,"cost":0.25}}""";

    private readonly RecordingLedger _ledger = new();
    private readonly FixedCatalogue _catalogue = new() { Price = PriceTable.PriceOf("openai/gpt-4o") };

    [Fact]
    public async Task AskAsync_OfAnAnswerAfterFailures_ClosesEachAttemptWithWhatIsKnown()
    {
        await using var server = await ProviderServer.StartAsync(
            ProviderServer.Status(429),
            ProviderServer.Events(Chunks.Text("part"), ChargedError),
            ProviderServer.Events(Chunks.Answer("whole")));

        await AskAsync(server, TestContext.Current.CancellationToken);

        Assert.Collection(
            _ledger.Attempts,
            refused => Assert.Equal((AttemptStatus.Failed, "rate_limited", null), (refused.End!.Status, refused.End.ErrorClass, refused.End.Call)),
            charged => Assert.Equal((AttemptStatus.Failed, "unavailable", 0.25m), (charged.End!.Status, charged.End.ErrorClass, charged.End.Call?.CostUsd)),
            answered => Assert.Equal((AttemptStatus.Answered, null, 0.0012m), (answered.End!.Status, answered.End.ErrorClass, answered.End.Call?.CostUsd)));
        Assert.Equal("gen-1", await _ledger.Attempts[2].GenerationId);
    }

    [Fact]
    public async Task AskAsync_OfAnAnswerThatBreaksOff_LeavesItsCostUnknown()
    {
        await using var server = await ProviderServer.StartAsync(ProviderServer.Events(Chunks.Text("half")));

        await Assert.ThrowsAsync<FailedCallException>(() => AskAsync(server, TestContext.Current.CancellationToken));

        Assert.Equal(3, _ledger.Attempts.Count);
        Assert.All(_ledger.Attempts, attempt => Assert.Equal((AttemptStatus.Unknown, "interrupted"), (attempt.End!.Status, attempt.End.ErrorClass)));
    }

    [Fact]
    public async Task AskAsync_OfThoughtsThatEndInAnError_LeavesTheirCostUnknown()
    {
        const string thought = """{"id":"gen-3","model":"openai/gpt-4o","choices":[{"index":0,"delta":{"content":"","reasoning":"Let me think"},"finish_reason":null}]}""";
        const string error = """{"id":"gen-3","model":"openai/gpt-4o","error":{"code":502}}""";
        await using var server = await ProviderServer.StartAsync(ProviderServer.Events(thought, error));

        await Assert.ThrowsAsync<FailedCallException>(() => AskAsync(server, TestContext.Current.CancellationToken));

        Assert.All(_ledger.Attempts, attempt => Assert.Equal((AttemptStatus.Unknown, "unavailable"), (attempt.End!.Status, attempt.End.ErrorClass)));
        Assert.Equal("gen-3", await _ledger.Attempts[0].GenerationId.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task AskAsync_OfAnErrorStatusWithAnId_KeepsIt()
    {
        await using var server = await ProviderServer.StartAsync(ProviderServer.Status(504, "", ("X-Generation-Id", "gen-7")));

        await Assert.ThrowsAsync<FailedCallException>(() => AskAsync(server, TestContext.Current.CancellationToken));

        Assert.All(_ledger.Attempts, attempt => Assert.Equal((AttemptStatus.Unknown, "timed_out"), (attempt.End!.Status, attempt.End.ErrorClass)));
        Assert.Equal("gen-7", await _ledger.Attempts[0].GenerationId.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task AskAsync_WhenNobodyListens_CostsNothing()
    {
        await using var server = await ProviderServer.StartAsync(ProviderServer.Status(200));
        var gone = server.BaseUrl;
        await server.DisposeAsync();

        await Assert.ThrowsAsync<FailedCallException>(() => AskAsync(gone, TestContext.Current.CancellationToken));

        Assert.All(_ledger.Attempts, attempt => Assert.Equal((AttemptStatus.Failed, "unreachable"), (attempt.End!.Status, attempt.End.ErrorClass)));
    }

    [Fact]
    public async Task AskAsync_CalledOffUnderWay_KeepsTheProvidersIdAndClosesAsUnknown()
    {
        await using var server = await ProviderServer.StartAsync(async context =>
        {
            context.Response.ContentType = "text/event-stream";
            context.Response.Headers["X-Generation-Id"] = "gen-9";
            await context.Response.Body.FlushAsync(context.RequestAborted);
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        });
        using var source = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var asking = AskAsync(server, source.Token);

        Assert.Equal("gen-9", await (await _ledger.First.WaitAsync(TimeSpan.FromSeconds(30), source.Token)).GenerationId.WaitAsync(TimeSpan.FromSeconds(30), source.Token)); // before any token
        await source.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking);
        Assert.Equal((AttemptStatus.Unknown, "cancelled"), (Assert.Single(_ledger.Attempts).End!.Status, _ledger.Attempts[0].End!.ErrorClass));
    }

    [Fact]
    public async Task AskAsync_WhenTheLedgerRefuses_SendsNothing()
    {
        await using var server = await ProviderServer.StartAsync(ProviderServer.Events(Chunks.Answer("x")));
        _ledger.Refusal = new StepFailure("budget", RetryAvailable: true, "Nothing is left.", "Raise it.");

        Assert.Equal(new ModelRefusal(_ledger.Refusal), await AskAsync(server, TestContext.Current.CancellationToken));

        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task AskAsync_OfAPromptThatCannotFit_IsRefusedBeforeAnythingIsStoredOrSent()
    {
        await using var server = await ProviderServer.StartAsync(ProviderServer.Events(Chunks.Answer("x")));
        _catalogue.Limits = new ModelLimits(ContextLength: 100, MaxCompletionTokens: null);

        var thrown = await Assert.ThrowsAsync<FailedCallException>(() => AskAsync(server, TestContext.Current.CancellationToken));

        Assert.Equal(
            ("The prompt is too long for model 'openai/gpt-4o'; configure a model with a larger context", true), (thrown.Message, thrown.RetryAvailable));
        Assert.NotNull(thrown.FixFirst);
        Assert.Empty(server.Requests);
        Assert.Empty(_ledger.Attempts);
    }

    [Fact]
    public async Task AskAsync_OfAModelThatWritesLess_AsksForNoMore()
    {
        await using var server = await ProviderServer.StartAsync(ProviderServer.Events(Chunks.Answer("x")));
        _catalogue.Limits = new ModelLimits(ContextLength: 128_000, MaxCompletionTokens: 1234);

        await AskAsync(server, TestContext.Current.CancellationToken);

        Assert.Contains("\"max_tokens\":1234,", Assert.Single(server.Requests).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AskAsync_OfASiloThatIsVotedOutWhileTheAttemptIsStored_SendsNothing()
    {
        await using var server = await ProviderServer.StartAsync(ProviderServer.Events(Chunks.Answer("x")));

        await Assert.ThrowsAsync<VotedOutException>(
            () => AskAsync(server.BaseUrl, TestContext.Current.CancellationToken, new PermitUntilOpen(_ledger, new VotedOutException())));

        Assert.Equal(AttemptEnd.NotSent, Assert.Single(_ledger.Attempts).End);
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task AskAsync_CalledOffWhileItCannotBeToldWhetherItMay_SendsNothing()
    {
        await using var server = await ProviderServer.StartAsync(ProviderServer.Events(Chunks.Answer("x")));
        using var source = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var asking = AskAsync(server.BaseUrl, source.Token, new PermitUntilOpen(_ledger, new InvalidOperationException("The database is away.")));
        await _ledger.First.WaitAsync(TimeSpan.FromSeconds(30), source.Token);

        await source.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking);
        Assert.Equal(AttemptEnd.NotSent, Assert.Single(_ledger.Attempts).End);
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task AskAsync_WhenTheSiloIsVotedOutBetweenThePermitAndTheRequest_SendsNothing()
    {
        await using var server = await ProviderServer.StartAsync(ProviderServer.Events(Chunks.Answer("x")));

        await Assert.ThrowsAsync<VotedOutException>(() =>
            AskAsync(server.BaseUrl, TestContext.Current.CancellationToken, new PermitTimes(1)));

        Assert.Empty(server.Requests);
        Assert.Equal(AttemptEnd.NotSent, Assert.Single(_ledger.Attempts).End);
    }

    [Fact]
    public async Task AskAsync_WhenTheSiloIsVotedOutWhileItConnects_SendsNothing()
    {
        var permit = new Permit();
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var asking = AskAsync("http://provider.invalid/v1", TestContext.Current.CancellationToken, permit, proxy: $"socks5://{listener.LocalEndpoint}");
        using var connection = await listener.AcceptSocketAsync(TestContext.Current.CancellationToken);
        var received = new byte[4096];

        await connection.ReceiveAsync(received, TestContext.Current.CancellationToken); // which ways to sign in the client knows
        permit.IsWithdrawn = true;
        await connection.SendAsync(new byte[] { 5, 0 }, TestContext.Current.CancellationToken);
        await connection.ReceiveAsync(received, TestContext.Current.CancellationToken); // whom it wants to reach
        await connection.SendAsync(new byte[] { 5, 0, 0, 1, 0, 0, 0, 0, 0, 0 }, TestContext.Current.CancellationToken);

        await Assert.ThrowsAsync<VotedOutException>(() => asking);
        Assert.Equal(0, await connection.ReceiveAsync(received, TestContext.Current.CancellationToken)); // not even headers
        Assert.Equal(AttemptEnd.NotSent, Assert.Single(_ledger.Attempts).End);
    }

    [Fact]
    public async Task AskAsync_WhenTheSiloIsVotedOutWhileItSends_LeavesTheRequestWithoutItsEnd()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var asking = AskAsync(
            $"http://{listener.LocalEndpoint}/v1", TestContext.Current.CancellationToken, new PermitTimes(2), idea: new string('x', 100_000));
        using var connection = await listener.AcceptSocketAsync(TestContext.Current.CancellationToken);
        var (received, buffer) = (0, new byte[16 * 1024]);

        for (int read; (read = await connection.ReceiveAsync(buffer, TestContext.Current.CancellationToken)) > 0;)
        {
            received += read;
        }

        await Assert.ThrowsAsync<VotedOutException>(() => asking);
        Assert.InRange(received, 1, 100_000);
        Assert.Equal(AttemptEnd.NotSent, Assert.Single(_ledger.Attempts).End);
    }

    [Theory(Timeout = 120_000)]
    [InlineData(1)] // nothing is sent
    [InlineData(2)] // the end is not
    public async Task AskAsync_CalledOffWhileItCannotBeToldWhetherItMaySend_IsNotSent(int times)
    {
        await using var server = await ProviderServer.StartAsync(ProviderServer.Events(Chunks.Answer("x")));
        using var source = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var permit = new PermitTimes(times, new InvalidOperationException("The database is away."));
        var asking = AskAsync(server.BaseUrl, source.Token, permit, idea: new string('x', 100_000));
        await permit.Refused.WaitAsync(TimeSpan.FromSeconds(30), source.Token);

        await source.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking);
        Assert.Equal(AttemptEnd.NotSent, Assert.Single(_ledger.Attempts).End);
        Assert.Empty(server.Requests);
    }

    [Fact(Timeout = 120_000)]
    public async Task AskAsync_TimedOutWhileItCannotBeToldWhetherItMaySend_IsNotSent()
    {
        await using var server = await ProviderServer.StartAsync(ProviderServer.Events(Chunks.Answer("x")));
        var permit = new PermitTimes(1, new InvalidOperationException("The database is away."));

        await Assert.ThrowsAnyAsync<FailedCallException>(
            () => AskAsync(server.BaseUrl, TestContext.Current.CancellationToken, permit, patient: false));

        Assert.Equal(AttemptEnd.NotSent, Assert.Single(_ledger.Attempts).End);
        Assert.Empty(server.Requests);
    }

    private Task<ModelReply> AskAsync(ProviderServer server, CancellationToken cancellationToken) => AskAsync(server.BaseUrl, cancellationToken);

    private async Task<ModelReply> AskAsync(
        string baseUrl, CancellationToken cancellationToken, ICallPermit? permit = null, string proxy = "", string idea = "An idea",
        bool patient = true)
    {
        var options = Options.Create(new LlmOptions { ApiKey = "sk-or-v1-0123456789", BaseUrl = baseUrl, Proxy = proxy });
        if (!patient)
        {
            (options.Value.FirstTokenTimeoutSeconds, options.Value.MaxRetries) = (1, 0);
        }

        var limiter = new CallLimiter(options, permit: permit);
        using var client = new OpenRouterChatClient(options, TimeProvider.System, limiter);
        var waits = new TestClock(instant: true);
        var question = new ModelQuestion(
            "openai/gpt-4o", [new ModelMessage("user", idea)], Json: false, Temperature: 0.7f, MaxTokens: 4000,
            StepCalls.OriginOf(new StepRequest(Guid.NewGuid(), Guid.NewGuid(), 1, Step.Prd, 1, new StepMaterial("An idea"), [])));
        return await new ChatModel(
            client, limiter, new CallBreakers(options, waits), options, waits, NullLogger<ChatModel>.Instance, ledger: _ledger, catalogue: _catalogue)
            .ReplyAsync(question, cancellationToken);
    }

    /// <summary>As for a silo that is allowed so many times, and is frozen then until it is voted out, or loses its database.</summary>
    private sealed class PermitTimes(int times, Exception? refusal = null) : ICallPermit
    {
        private readonly TaskCompletionSource _refused = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _asked;

        public Task Refused => _refused.Task;

        public Task ConfirmAsync(CancellationToken cancellationToken)
        {
            if (Interlocked.Increment(ref _asked) <= times)
            {
                return Task.CompletedTask;
            }

            _refused.TrySetResult();
            return Task.FromException(refusal ?? new VotedOutException());
        }
    }

    /// <summary>As for a silo that is frozen at a moment of the test's choice, until it is voted out.</summary>
    private sealed class Permit : ICallPermit
    {
        public bool IsWithdrawn { get; set; }

        public Task ConfirmAsync(CancellationToken cancellationToken) => IsWithdrawn ? Task.FromException(new VotedOutException()) : Task.CompletedTask;
    }

    private sealed class PermitUntilOpen(RecordingLedger ledger, Exception refusal) : ICallPermit
    {
        public Task ConfirmAsync(CancellationToken cancellationToken) =>
            ledger.Attempts.Count == 0 ? Task.CompletedTask : Task.FromException(refusal);
    }
}
