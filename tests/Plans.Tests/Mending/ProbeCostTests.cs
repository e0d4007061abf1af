using AiDevFramework.Plans.Mending;
using AiDevFramework.Plans.Tests.Probes;

namespace AiDevFramework.Plans.Tests.Mending;

/// <summary>What the probes cost: none fails, and no fault of form costs a second document.</summary>
public sealed class ProbeCostTests(ITestOutputHelper output)
{
    /// <summary>About what a token is, in characters of prose.</summary>
    private const int CharactersOfToken = 4;

    [Fact]
    public void Probes_AreMendedByParts()
    {
        var (calls, tokens, before, parts, whole) = (0, 0, 0, 0, 0);
        var ofForm = new List<string>();
        foreach (var probe in ProbeList.All)
        {
            var answer = probe.Change(SampleDocuments.Of(probe.Document));
            var row = SpliceTests.RowOf(probe.Document);
            var state = MendState.Of(row, SpliceTests.Material, [], checks: []).Finish(answer, cut: false);
            var isFaulty = state.Best is not { Faults.Count: 0 };
            calls += isFaulty ? 2 : 1;
            before += (isFaulty ? 3 : 1) * answer.Length / CharactersOfToken; // asked for the whole: sent back, and written anew
            tokens += answer.Length / CharactersOfToken;
            if (MendRules.NextOrder(state, otherModels: 0) is { } order)
            {
                parts++;
                var document = state.Best!.Parts(row, SpliceTests.Material);
                tokens += 2 * order.Parts.Sum(slug => document.Find(slug) is { } part ? document.TextOf(part).Length : 0) / CharactersOfToken;
            }
            else if (isFaulty)
            {
                whole++;
                tokens += 2 * answer.Length / CharactersOfToken;
                Assert.True(MendRules.AsksAnew(state, otherModels: 0), $"{probe} fails.");
            }

            if (isFaulty && probe.Fault is ProbeFault.Form)
            {
                ofForm.Add($"{probe}");
                Assert.NotNull(state.Best);
            }
        }

        output.WriteLine(
            $"{ProbeList.All.Count} probes: {calls} calls, about {tokens} tokens of documents ({before} where the whole is asked for); asked for parts: {parts}, for the whole: {whole}; of form: {string.Join(", ", ofForm)}");
        Assert.True(ofForm.Count <= 3);
        Assert.True(tokens < before);
    }
}
