using AiDevFramework.Plans.Language;

namespace AiDevFramework.Plans.Tests.Language;

public sealed class PhraseListTests
{
    private static readonly PhraseList s_phrases = new("easy to use", "easy", "robust*", "zeitgemäß*", "Über Nacht", "§ 203", "x");

    [Theory]
    [InlineData("It is EASY to use.", "EASY to use")]
    [InlineData("uneasy, easily, easy", "easy")]
    [InlineData("the Robustness of it", "Robustness")]
    [InlineData("nichts ZEITGEMÄSSES, nur zeitgemäße Arbeit", "zeitgemäße")]
    [InlineData("es wächst über nacht", "über nacht")]
    [InlineData("nach § 203 StGB", "§ 203")]
    [InlineData("by the factor x", "x")]
    [InlineData("xml", "")]
    [InlineData("", "")]
    public void Find_InAnyCase_GivesTheFirstWholeWords(string text, string found)
    {
        var (start, length) = s_phrases.Find(text, 0);

        Assert.Equal(found, text.Substring(start, length));
    }

    [Theory]
    [InlineData(0, "easy")]
    [InlineData(3, "x")]
    [InlineData(4, "x")]
    [InlineData(6, "")]
    [InlineData(99, "")]
    public void Find_FromAPlace_BeginsBehindTheWordThatStandsThere(int from, string found)
    {
        const string text = "easy x y";

        var (start, length) = s_phrases.Find(text, from);

        Assert.Equal(found, text.Substring(start, length));
    }

    [Fact]
    public void FindNext_WordForWord_FindsWhatFindDoes()
    {
        const string text = "Easy to use and robustly easy, C# x easy to-use zeitgemäß 日本easy überüber Nacht: über Nacht";
        var words = new TextWords(text);
        var (expected, found, next) = (new List<(int, int)>(), new List<(int, int)>(), 0);
        for (var hit = s_phrases.Find(text, 0); hit.Length > 0; hit = s_phrases.Find(text, hit.Start + hit.Length))
        {
            expected.Add(hit);
        }

        for (var hit = s_phrases.FindNext(text, words, ref next); hit.Length > 0; hit = s_phrases.FindNext(text, words, ref next))
        {
            found.Add(hit);
        }

        Assert.Equal(7, expected.Count);
        Assert.Equal(expected, found);
    }
}
