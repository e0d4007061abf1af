using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.Grains.State;
using AiDevFramework.Grains.Tests.Phases;
using AiDevFramework.Llm;
using AiDevFramework.TestSupport;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace AiDevFramework.Grains.Tests.Llm;

/// <summary>Ten thousand calls at once and a hundred places, with a clock that the test moves: hours pass in seconds.</summary>
public sealed class CrowdTests
{
    private const int Calls = 10_000;
    private const int Places = 100;
    private const int Users = 50;

    /// <summary>Of one call: the last ones wait for more than eight hours.</summary>
    private static readonly TimeSpan CallTime = TimeSpan.FromMinutes(5);

    private readonly TestClock _time = new();

    [Fact(Timeout = 300_000)]
    public async Task AskAsync_OfTenThousandAtOnce_AnswersAllAndServesUsersInTurn()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var options = Options.Create(new LlmOptions { MaxConcurrency = Places });
        var (inside, most, begun) = (0, 0, 0);
        using var client = new ScriptedChatClient(async (_, token) =>
        {
            most = Math.Max(most, Interlocked.Increment(ref inside));
            var call = Task.Delay(CallTime, _time, token);
            Interlocked.Increment(ref begun);
            await call;
            Interlocked.Decrement(ref inside);
            return "x";
        });
        var model = new ChatModel(
            client, new CallLimiter(options), new CallBreakers(options, _time), options, _time, NullLogger<ChatModel>.Instance);
        var users = Enumerable.Range(0, Users).Select(_ => Guid.NewGuid()).ToList();
        var answered = new List<(Guid User, DateTimeOffset At)>();

        // The first user comes with nine thousand, the other 49 come after that with a thousand among them.
        var asking = Enumerable.Range(0, Calls).Select(number => AskAsync(number < 9000 ? users[0] : users[1 + (number % (Users - 1))])).ToList();
        for (var round = 0; round < Calls / Places; round++)
        {
            while (Volatile.Read(ref begun) < (round + 1) * Places) // as many are under way as there are places, and those before are over
            {
                cancellation.ThrowIfCancellationRequested();
                await Task.Yield();
            }

            _time.Advance(CallTime);
        }

        await Task.WhenAll(asking).WaitAsync(TimeSpan.FromSeconds(60), cancellation);
        Assert.Equal((Calls, Places), (answered.Count, most));
        Assert.True(answered.Max(answer => answer.At) - answered.Min(answer => answer.At) > TimeSpan.FromHours(8));
        var others = answered.Where(answer => answer.User != users[0]).Max(answer => answer.At);
        Assert.True(others - answered.Min(answer => answer.At) < 13 * CallTime, "The others' 1,000 calls share the places with one user's 9,000.");

        async Task AskAsync(Guid user)
        {
            var request = Questions.Request(Step.SmartDetection) with { ProjectId = Guid.NewGuid(), UserId = user };
            await model.ReplyAsync(
                new ModelQuestion("some/model", [new ModelMessage("user", "An idea")], Json: true, Temperature: 0.2f, MaxTokens: 1000, StepCalls.OriginOf(request)), cancellation);
            lock (answered)
            {
                answered.Add((user, _time.GetUtcNow()));
            }
        }
    }

    /// <summary>Orleans ends a call that takes longer than its interface allows: waiting must never take so long.</summary>
    [Fact]
    public void RunAsync_OfThePhaseWorker_MayWaitForDays() => Assert.Equal(
        TimeSpan.FromDays(14),
        typeof(IPhaseWorker).GetMethod(nameof(IPhaseWorker.RunAsync))!
            .GetCustomAttributes(typeof(ResponseTimeoutAttribute), inherit: false).Cast<ResponseTimeoutAttribute>().Single().Timeout);
}
