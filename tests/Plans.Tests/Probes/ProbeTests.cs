using AiDevFramework.Grains.Abstractions.Phases;

namespace AiDevFramework.Plans.Tests.Probes;

/// <summary>No fault of form costs a second document, and what is read of such an answer is what the honest one says.</summary>
public sealed class ProbeTests(ITestOutputHelper output)
{
    /// <summary>About what a token is, in characters of prose.</summary>
    private const int CharactersOfToken = 4;

    public static TheoryData<int> Forms => [.. Indices(ProbeFault.Form)];

    public static TheoryData<int> Contents => [.. Indices(ProbeFault.Content)];

    [Theory]
    [MemberData(nameof(Forms))]
    public void Read_OfAFaultOfForm_AsksForNothing(int index)
    {
        var probe = ProbeList.All[index];
        var honest = SampleDocuments.Of(probe.Document);

        var judgement = Reader.Read(probe.Document, probe.Change(honest));

        Assert.True(judgement.Complaint is null, $"{probe}: {judgement.Complaint}");
        Assert.Equal(Told(Reader.Read(probe.Document, honest).Facts), Told(judgement.Facts));
        var again = Reader.Read(probe.Document, judgement.DocumentMd!);
        Assert.Equal((judgement.DocumentMd, null), (again.DocumentMd, again.Complaint));
    }

    [Theory]
    [MemberData(nameof(Contents))]
    public void Read_OfAFaultOfContent_SaysWhatIsWrong(int index)
    {
        var probe = ProbeList.All[index];

        var judgement = Reader.Read(probe.Document, probe.Change(SampleDocuments.Of(probe.Document)));

        Assert.True(judgement.Complaint is not null, $"{probe} is accepted.");
        Assert.Equal((null, null), (judgement.DocumentMd, judgement.Facts));
    }

    /// <summary>A model that makes the same slip again: what asks twice fails.</summary>
    [Fact]
    public void Probes_AskedOnceMore_CostTheCallsThatTheirContentsNeed()
    {
        var (calls, tokens) = (0, 0);
        var asked = new Dictionary<ProbeFault, int> { [ProbeFault.Form] = 0, [ProbeFault.Content] = 0 };
        foreach (var probe in ProbeList.All)
        {
            var answer = probe.Change(SampleDocuments.Of(probe.Document));
            var again = Reader.Read(probe.Document, answer).Complaint is not null;
            calls += again ? 2 : 1;
            tokens += (again ? 3 : 1) * answer.Length / CharactersOfToken; // asked again: sent back, and written anew
            asked[probe.Fault] += again ? 1 : 0;
        }

        output.WriteLine($"{ProbeList.All.Count} probes: {calls} calls, about {tokens} tokens of documents; asked again: {asked[ProbeFault.Form]} of form, {asked[ProbeFault.Content]} of content");
        Assert.True(ProbeList.All.Count >= 90);
        Assert.True(asked[ProbeFault.Form] <= 3);
    }

    private static IEnumerable<int> Indices(ProbeFault fault) =>
        Enumerable.Range(0, ProbeList.All.Count).Where(index => ProbeList.All[index].Fault == fault);

    /// <summary>What the facts say; of lengths, which some probes change, only how many stages there are.</summary>
    private static string Told(StepFacts? facts) => facts switch
    {
        EventStormingFacts storming => $"{string.Join(',', storming.KeyEvents)} / {string.Join(',', storming.Aggregates)}",
        PrdFacts prd => $"{prd.FeatureCount} features, {prd.Complexity}",
        TechStackFacts stack => string.Join(" / ", [stack.Frontend, stack.Backend, stack.Database, stack.Infrastructure, .. stack.ThirdPartyServices]),
        ExecutionPlanFacts plan => $"{plan.StageCount} stages",
        _ => "nothing",
    };
}
