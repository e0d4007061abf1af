using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.Grains.Phases;
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
    public void Judge_OfACutDocument_ContinuesThreeTimesAndThenFails()
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
        Assert.Equal((CallVerdict.Failed, null, Questions.Call), (last.Verdict, last.DocumentMd, last.Call));
        Assert.Equal(new StepFailure("The model's document was still unfinished after 3 continuations.", true), last.Failure);
    }

    [Fact]
    public void Judge_OfACutDocumentThatLooksWhole_ContinuesIt() =>
        Assert.Equal(CallVerdict.Continue, Questions.Judge(Questions.Request(Step.EventStorming), Whole, truncated: true).Verdict);

    [Fact]
    public void Judge_OfAFaultyDocument_RepairsOnceAndThenFailsWithTheReason()
    {
        var first = Questions.Judge(Questions.Request(Step.EventStorming), WithoutCommands);
        var request = Questions.Request(Step.EventStorming, null, Questions.Faulty(WithoutCommands, NoCommands));

        Assert.Equal((CallVerdict.Repair, NoCommands, null), (first.Verdict, first.Complaint, first.DocumentMd));
        Assert.Equal(Whole, Questions.Judge(request, Whole).DocumentMd);
        var second = Questions.Judge(request, WithoutCommands);
        Assert.Equal(
            new StepFailure($"The model's answer could not be used, not even after a repair. {NoCommands}", true), second.Failure);
        Assert.Equal((CallVerdict.Failed, null, null), (second.Verdict, second.Facts, second.DocumentMd));
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
        Assert.Equal(CallVerdict.Failed, Questions.Judge(Questions.Request(Step.EventStorming, null, earlier), "x", truncated: true).Verdict);
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

        Assert.Equal((CallVerdict.Accepted, JsonAnswer.NotAnObject), (reply.Verdict, reply.Complaint));
        Assert.Equal(Approach.Vertical, Assert.IsType<ApproachFacts>(reply.Facts).Approach);
    }
}
