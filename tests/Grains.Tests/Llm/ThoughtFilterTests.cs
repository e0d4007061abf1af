using AiDevFramework.Grains.Llm;

namespace AiDevFramework.Grains.Tests.Llm;

public sealed class ThoughtFilterTests
{
    [Theory]
    [InlineData("# Title\n\nText", "# Title\n\nText")]
    [InlineData("<think>\nThey want a list. # Title\n</think>\n\n# Title\n\nText", "# Title\n\nText")]
    [InlineData("\n <think></think>{\"a\":1}", "{\"a\":1}")]
    [InlineData("<think>never ends: </thin", "")]
    [InlineData("<think> a <think> b </think> c", "c")]
    [InlineData("They want a list.\n</think>\n# Title", "# Title")]
    [InlineData("<thin", "<thin")]
    [InlineData("<thinner>x", "<thinner>x")]
    [InlineData(" \n", " \n")]
    [InlineData("# Title\nThe tags <think> and </think> are left out", "# Title\nThe tags <think> and </think> are left out")]
    public void Take_HoweverTheTextIsCut_LeavesTheAnswer(string text, string answer)
    {
        for (var size = 1; size <= text.Length; size++)
        {
            var filter = new ThoughtFilter();

            var taken = string.Concat(text.Chunk(size).Select(part => filter.Take(new string(part))));

            Assert.Equal(answer, filter.End(taken));
        }
    }
}
