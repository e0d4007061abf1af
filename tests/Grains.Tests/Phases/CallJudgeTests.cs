using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.Plans.Tests.Documents;

namespace AiDevFramework.Grains.Tests.Phases;

public sealed class CallJudgeTests
{
    private const string NoCommands = "The section \"## Commands\" is missing.";

    private static readonly string Whole = SpecificationDocuments.EventStorming;
    private static readonly string WithoutCommands = SectionEditor.Remove(Whole, "## Commands");

    [Fact]
    public void Judge_OfASoundDocument_AcceptsIt()
    {
        var reply = Questions.Judge(Questions.Request(Step.EventStorming), Whole);

        Assert.Equal((CallVerdict.Accepted, Whole, Whole, Questions.Call), (reply.Verdict, reply.Text, reply.DocumentMd, reply.Call));
        Assert.IsType<EventStormingFacts>(reply.Facts);
        Assert.Null(reply.Failure);
    }

    [Fact]
    public void Judge_OfACutDocument_ContinuesThreeTimesAndThenMendsItsEnd()
    {
        var request = Questions.Request(Step.EventStorming);
        for (var cuts = 0; cuts < 3; cuts++)
        {
            var reply = Questions.Judge(request, Whole[(cuts * 50)..((cuts + 1) * 50)], truncated: true);
            Assert.Equal((CallVerdict.Continue, Questions.Call), (reply.Verdict, reply.Call));
            request = request with { Earlier = [.. request.Earlier, Questions.Cut(reply.Text!)] };
        }

        Assert.Equal(Whole, Questions.Judge(request, Whole[150..]).DocumentMd);
        var last = Questions.Judge(request, Whole[150..], truncated: true);
        Assert.Equal((CallVerdict.Repair, "The document breaks off at its end."), (last.Verdict, last.Complaint));
        Assert.Equal(new MendOrder("EVENT_STORMING", ["process-flows"], Cut: true), last.Mend);
    }

    [Fact]
    public void Judge_OfWhatIsNoDocumentAfterThreeContinuations_Fails()
    {
        var request = Questions.Request(Step.EventStorming, null, Questions.Cut("word "), Questions.Cut("on "), Questions.Cut("word "));

        var last = Questions.Judge(request, "and so on", truncated: true);

        Assert.Equal((CallVerdict.Failed, null, Questions.Call), (last.Verdict, last.DocumentMd, last.Call));
        Assert.Equal(new StepFailure("The model's document was still unfinished after 3 continuations.", true), last.Failure);
        Assert.Equal(CallVerdict.Repair, Questions.Judge(request, "and so on", truncated: true, "other/model").Verdict);
    }

    [Fact]
    public void Judge_OfACutDocumentThatLooksWhole_ContinuesIt() =>
        Assert.Equal(CallVerdict.Continue, Questions.Judge(Questions.Request(Step.EventStorming), Whole, truncated: true).Verdict);

    [Fact]
    public void Judge_OfAFaultyDocument_AsksForTheFaultyPartAndPutsItIn()
    {
        var first = Questions.Judge(Questions.Request(Step.EventStorming), WithoutCommands);

        Assert.Equal((CallVerdict.Repair, NoCommands, null), (first.Verdict, first.Complaint, first.DocumentMd));
        Assert.Equal(new MendOrder("EVENT_STORMING", ["commands"]), first.Mend);
        var mended = Questions.Judge(Mending(first), Commands);
        Assert.Equal((CallVerdict.Accepted, Whole, null), (mended.Verdict, mended.DocumentMd, mended.Concerns));
    }

    [Theory]
    [InlineData("Sorry, I cannot.")]
    [InlineData("## Commands\n")]
    [InlineData("")]
    public void Judge_OfAMendThatHelpsNothing_StoresTheDocumentAsItIs(string answer)
    {
        var first = Questions.Judge(Questions.Request(Step.EventStorming), WithoutCommands);

        var second = Questions.Judge(Mending(first), answer);

        Assert.Equal((CallVerdict.Accepted, null), (second.Verdict, second.Failure));
        Assert.Equal([NoCommands], second.Concerns!);
        Assert.Equal(SectionEditor.Replace(Whole, "## Commands", "None: this part is missing."), second.DocumentMd);
    }

    [Fact]
    public void Judge_OfAMendThatHelpsNothing_AsksTheFallbackModelWhereThereIsOne()
    {
        var first = Questions.Judge(Questions.Request(Step.EventStorming), WithoutCommands);
        var second = Questions.Judge(Mending(first), "I cannot.", false, "other/model");

        Assert.Equal((CallVerdict.Repair, first.Mend), (second.Verdict, second.Mend));
        var third = Questions.Judge(Mending(first, second), "Nor can I.", false, "other/model");
        Assert.Equal((CallVerdict.Accepted, 1), (third.Verdict, third.Concerns!.Count));
        Assert.Equal(Whole, Questions.Judge(Mending(first, second), Commands, false, "other/model").DocumentMd);
    }

    [Fact]
    public void Judge_OfAMendThatIsCut_ContinuesItOnce()
    {
        var first = Questions.Judge(Questions.Request(Step.EventStorming), WithoutCommands);
        var cut = Questions.Judge(Mending(first), Commands[..20], truncated: true);

        Assert.Equal(CallVerdict.Continue, cut.Verdict);
        Assert.Equal(Whole, Questions.Judge(Mending(first, cut), Commands[20..]).DocumentMd);
        Assert.Equal(CallVerdict.Accepted, Questions.Judge(Mending(first, cut), Commands[20..25], truncated: true).Verdict);
    }

    [Fact]
    public void Judge_OfNoDocument_AsksForTheWholeOnceAndThenFailsWithTheReason()
    {
        const string none = "I would rather talk about the weather.";
        var first = Questions.Judge(Questions.Request(Step.EventStorming), none);
        var request = Questions.Request(Step.EventStorming, null, Questions.Faulty(none, first.Complaint!));

        Assert.Equal((CallVerdict.Repair, null), (first.Verdict, first.Mend));
        Assert.Equal(Whole, Questions.Judge(request, Whole).DocumentMd);
        var second = Questions.Judge(request, none);
        Assert.Equal((CallVerdict.Failed, null, null), (second.Verdict, second.Facts, second.DocumentMd));
        Assert.Equal(new StepFailure($"The model's answer could not be used, not even after a repair. {first.Complaint}", true), second.Failure);
    }

    [Fact]
    public void Judge_OfNoDocument_AsksEachFallbackModelOnce()
    {
        const string none = "I would rather talk about the weather.";
        var request = Questions.Request(Step.EventStorming, null, Questions.Faulty(none, "No."));

        Assert.Equal(CallVerdict.Repair, Questions.Judge(request, none, false, "one", "two").Verdict);
        Assert.Equal(CallVerdict.Failed, Questions.Judge(request, none, false, "one").Verdict);
    }

    /// <summary>What the release before asked for: the whole document, whatever was wrong.</summary>
    [Fact]
    public void Judge_AfterARepairOfTheWhole_TakesTheBetterOfBothAndMendsThat()
    {
        var request = Questions.Request(Step.EventStorming, null, Questions.Faulty(WithoutCommands, NoCommands));

        Assert.Equal(Whole, Questions.Judge(request, Whole).DocumentMd);
        var worse = Questions.Judge(request, SectionEditor.Remove(WithoutCommands, "## Process Flows"));
        Assert.Equal((CallVerdict.Repair, NoCommands), (worse.Verdict, worse.Complaint));
        Assert.Equal(["commands"], worse.Mend!.Parts);
    }

    [Fact]
    public void Judge_OfARepairThatIsCut_ContinuesItAsOftenAsTheFirstOne()
    {
        List<EarlierCall> earlier =
        [
            Questions.Cut(WithoutCommands[..50]), Questions.Cut(WithoutCommands[50..100]), Questions.Cut(WithoutCommands[100..150]),
            Questions.Faulty(WithoutCommands[150..], NoCommands),
        ];
        for (var cuts = 0; cuts < 3; cuts++)
        {
            var text = Whole[(cuts * 50)..((cuts + 1) * 50)];
            Assert.Equal(CallVerdict.Continue, Questions.Judge(Questions.Request(Step.EventStorming, null, [.. earlier]), text, truncated: true).Verdict);
            earlier.Add(Questions.Cut(text));
        }

        Assert.Equal(Whole, Questions.Judge(Questions.Request(Step.EventStorming, null, earlier), Whole[150..]).DocumentMd);
        var last = Questions.Judge(Questions.Request(Step.EventStorming, null, earlier), "x", truncated: true);
        Assert.NotEqual(CallVerdict.Continue, last.Verdict);
    }

    [Fact]
    public void Judge_OfACutDecision_RepairsItInsteadOfContinuingAndThenTakesWhatIsThere()
    {
        const string cut = """{"feature_count_estimate": 2, "use_event_storming": false}""";

        var first = Questions.Judge(Questions.Request(Step.SmartDetection), cut, truncated: true);
        var second = Questions.Judge(Questions.Request(Step.SmartDetection, null, Questions.Faulty(cut, first.Complaint!)), cut, truncated: true);

        Assert.Equal((CallVerdict.Repair, "The answer was cut off by the length limit. Answer more briefly."), (first.Verdict, first.Complaint));
        Assert.Equal(CallVerdict.Accepted, second.Verdict);
        Assert.Equal((false, 2), (((SmartDetectionFacts)second.Facts!).UseEventStorming, ((SmartDetectionFacts)second.Facts).FeatureCountEstimate));
    }

    [Fact]
    public void Judge_OfACutApproach_NeedsNoMore()
    {
        var reply = Questions.Judge(Questions.Request(Step.ApproachDetection), """{"feature_cou""", truncated: true);

        Assert.Equal((CallVerdict.Accepted, Grains.Phases.JsonAnswer.NotAnObject), (reply.Verdict, reply.Complaint));
        Assert.Equal(Approach.Vertical, Assert.IsType<ApproachFacts>(reply.Facts).Approach);
    }

    private static string Commands => Whole[Whole.IndexOf("## Commands", StringComparison.Ordinal)..Whole.IndexOf("## Aggregates", StringComparison.Ordinal)];

    private static StepRequest Mending(params IReadOnlyList<StepReply> replies) => Questions.Request(
        Step.EventStorming, null, [.. replies.Select(reply => new EarlierCall(reply.Verdict, reply.Text!, reply.Complaint, reply.Mend))]);
}
