using System.Text.Json.Nodes;
using System.Threading.Channels;
using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.Grains.Abstractions.Progress;
using AiDevFramework.Grains.Progress;
using AiDevFramework.Llm;
using AiDevFramework.TestSupport;

namespace AiDevFramework.Grains.Tests.Progress;

public sealed class LiveProjectTests
{
    private readonly TestClock _clock = new();
    private readonly Channel<LiveProject> _due = Channel.CreateUnbounded<LiveProject>();
    private readonly TypicalLengths _lengths = new();
    private readonly LiveProject _project;
    private bool _forgotten;

    public LiveProjectTests() => _project = new LiveProject(Guid.NewGuid(), _clock, _due.Writer, _ => _forgotten = true);

    [Fact]
    public void Text_OfAProjectThatNobodyWatches_IsNotSent()
    {
        var call = Begin();

        call.Append("text");
        call.Dispose();

        Assert.Empty(Due());
        Assert.True(_forgotten);
    }

    [Fact]
    public void Text_OfAWatchedProject_GoesAtOnceAndThenFiveTimesASecondTogether()
    {
        _project.Watch();
        var call = Begin();
        var pieces = new List<string>();

        for (var ms = 0; ms < 2000; ms += 20)
        {
            call.Append($"{ms} ");
            pieces.AddRange(Due());
            _clock.Advance(TimeSpan.FromMilliseconds(20));
            pieces.AddRange(Due());
        }

        Assert.InRange(pieces.Count, 10, 11);
        var texts = pieces.Select(piece => (string)JsonNode.Parse(piece)!["text"]!).ToList();
        var sent = string.Concat(texts);
        Assert.Equal(string.Concat(Enumerable.Range(0, 100).Select(at => $"{at * 20} "))[..sent.Length], sent);
        Assert.Equal("0 ", texts[0]);
        var offset = 0;
        foreach (var piece in pieces.Select(piece => JsonNode.Parse(piece)!))
        {
            Assert.Equal(offset, (int)piece["offset"]!);
            offset += ((string)piece["text"]!).Length;
        }
    }

    [Fact]
    public void Text_TakenBeforeItsTime_StaysForTheNextPiece()
    {
        _project.Watch();
        var call = Begin();
        call.Append("first");
        Assert.Single(Due());
        call.Append("second");
        _clock.Advance(LiveText.Interval - TimeSpan.FromTicks(1)); // as a timer that fires a little early

        Assert.Null(_project.DrainUpdate(_clock.GetUtcNow()));

        _clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Contains("second", Assert.Single(Due()), StringComparison.Ordinal);
    }

    [Fact]
    public void Watch_InTheMiddleOfACall_BringsWhatWasWrittenBefore()
    {
        var call = Begin();
        call.Append("before ");

        _project.Watch();
        call.Append("after");

        Assert.Equal("before after", Text(Assert.Single(Due())));
    }

    [Fact]
    public void Wait_OfAWatchedProject_IsToldAtOnceAndAgainWithEachWatch()
    {
        _project.Watch();
        var wait = Wait(LiveWaitReason.RetryAfter, TimeSpan.FromSeconds(20));
        var first = JsonNode.Parse(Assert.Single(Due()))!;
        Assert.Equal(
            ("phase_progress", "PRD", "PRD", "waiting", "retry_after", 20),
            ((string?)first["type"], (string?)first["phase"], (string?)first["step"], (string?)first["state"], (string?)first["reason"], (int)first["seconds"]!));
        Assert.Null(first["seq"]);

        _clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Empty(Due());
        _project.Watch();
        Assert.Equal(15, (int)JsonNode.Parse(Assert.Single(Due()))!["seconds"]!);

        wait.Dispose();
        _clock.Advance(TimeSpan.FromSeconds(5));
        _project.Watch();
        Assert.Empty(Due());
    }

    [Fact]
    public void Wait_ForOthers_HasNoEndAndIsToldToWhoComesLater()
    {
        var wait = Wait(LiveWaitReason.Queue, null);
        Assert.Empty(Due());

        _project.Watch();

        var told = JsonNode.Parse(Assert.Single(Due()))!;
        Assert.Equal(("queue", null), ((string?)told["reason"], told["seconds"]));
        wait.Dispose();
    }

    [Fact]
    public void Wait_ThatNobodySaw_LeavesNothingBehind()
    {
        Wait(LiveWaitReason.ProviderUnavailable, TimeSpan.FromSeconds(30)).Dispose();

        Assert.True(_forgotten);
    }

    [Fact]
    public void Rest_OfAnEndedCall_IsSentWhenItsTimeComes()
    {
        _project.Watch();
        var call = Begin();
        call.Append("one");
        Assert.Single(Due());
        call.Append("two");
        call.Dispose();
        var next = Begin(Step.TechStack);
        next.Append("three");
        Assert.Empty(Due());

        _clock.Advance(LiveText.Interval);
        Assert.Equal("two", Text(Assert.Single(Due())));
        _clock.Advance(LiveText.Interval);
        Assert.Equal("three", Text(Assert.Single(Due())));
        Assert.False(_forgotten);
    }

    [Fact]
    public void Watch_ThatIsNotRenewed_RunsOut()
    {
        _project.Watch();
        var call = Begin();
        call.Append("one");
        Assert.Single(Due());

        _clock.Advance(ILiveText.Lease);
        call.Append("two");
        _clock.Advance(LiveText.Interval);
        Assert.Empty(Due());
        call.Dispose();
        Assert.True(_forgotten);
    }

    [Fact]
    public void Text_FasterThanItCanBeSent_KeepsItsEndAndTellsItsOffset()
    {
        _project.Watch();
        var call = Begin();
        call.Append("first");
        Assert.Single(Due());

        call.Append(new string('x', 2 * LiveCall.MaxPending) + "end");
        _clock.Advance(LiveText.Interval);

        var piece = JsonNode.Parse(Assert.Single(Due()))!;
        Assert.Equal(LiveCall.MaxPending, ((string)piece["text"]!).Length);
        Assert.EndsWith("end", (string)piece["text"]!, StringComparison.Ordinal);
        Assert.Equal(5 + LiveCall.MaxPending + 3, (int)piece["offset"]!);
    }

    [Fact]
    public void Character_ThatComesInHalves_IsSentWhole()
    {
        _project.Watch();
        var call = Begin();
        call.Append("a\ud83d");
        Assert.Equal("a", Text(Assert.Single(Due())));

        call.Append("\ude00b");
        _clock.Advance(LiveText.Interval);

        Assert.Equal("😀b", Text(Assert.Single(Due())));
    }

    [Fact]
    public void Percent_GoesByTheUsualLengthAndLearnsIt()
    {
        Assert.Equal((0, 50, 99), (_lengths.PercentOf(Step.Prd, 0), _lengths.PercentOf(Step.Prd, 3_750), _lengths.PercentOf(Step.Prd, 20_000)));

        for (var answer = 0; answer < 100; answer++)
        {
            _lengths.Record(Step.Prd, 20_000);
        }

        Assert.InRange(_lengths.PercentOf(Step.Prd, 10_000), 49, 51);
    }

    [Fact]
    public void Payload_OfAPiece_HasTheDocumentedMembers()
    {
        _project.Watch();
        var call = Begin(Step.ApproachDetection);
        call.Append("{\"a\":");

        var piece = JsonNode.Parse(Assert.Single(Due()))!.AsObject();

        Assert.Equal(
            ["type", "phase", "step", "call", "percent", "offset", "text", "timestamp"], piece.Select(member => member.Key));
        Assert.Equal(
            ("phase_progress", "EXECUTION_PLAN", "APPROACH_DETECTION", 1, 1, 0, "{\"a\":"),
            ((string)piece["type"]!, (string)piece["phase"]!, (string)piece["step"]!, (int)piece["call"]!, (int)piece["percent"]!,
                (int)piece["offset"]!, (string)piece["text"]!));
    }

    private static string Text(string piece) => (string)JsonNode.Parse(piece)!["text"]!;

    private LiveWait Wait(LiveWaitReason reason, TimeSpan? time)
    {
        var request = new StepRequest(_project.Id, Guid.Empty, 1, Step.Prd, 1, new StepMaterial("An idea"), []);
        var wait = new LiveWait(request, reason, _clock.GetUtcNow() + time);
        Assert.True(_project.TryAdd(wait));
        return wait;
    }

    private LiveCall Begin(Step step = Step.Prd)
    {
        var call = new LiveCall(new StepRequest(_project.Id, Guid.NewGuid(), 1, step, 1, new StepMaterial("An idea"), []), _lengths);
        Assert.True(_project.TryAdd(call));
        return call;
    }

    private List<string> Due()
    {
        var pieces = new List<string>();
        while (_due.Reader.TryRead(out var project))
        {
            if (project.DrainUpdate(_clock.GetUtcNow()) is { } update)
            {
                pieces.Add(update.Payload.ToString());
            }
        }

        return pieces;
    }
}
