using System.Text;
using System.Text.RegularExpressions;

namespace AiDevFramework.Docs.Tests;

/// <summary>What the README promises a newcomer.</summary>
public sealed partial class FrontDoorTests
{
    [Fact]
    public void Readme_IsReadInAMinute() => Assert.InRange(Encoding.UTF8.GetByteCount(Pages.Text("README.md")), 1, 9_000);

    /// <summary>Words of the framework come after the sentence that says what it is.</summary>
    [Fact]
    public void Readme_NeedsNoWordOfTheFramework()
    {
        var before = Pages.Text("README.md").Split("Microsoft Orleans 10, a framework that")[0];

        Assert.DoesNotMatch(WordsOfTheFramework(), before);
    }

    [Fact]
    public void EveryDecision_HasANumberADateAndAStatus_AndIsInTheIndex()
    {
        var index = Pages.Text("docs/decisions/README.md");
        var decisions = Pages.Documentation().Where(page => page.StartsWith("docs/decisions/0", StringComparison.Ordinal)).ToList();

        Assert.Equal(Enumerable.Range(1, decisions.Count).Select(number => $"{number:D4}"), decisions.Select(page => Path.GetFileName(page)[..4]));
        Assert.All(decisions, page =>
        {
            Assert.Matches(DecisionHead(), Pages.Text(page));
            Assert.Contains($"]({Path.GetFileName(page)})", index, StringComparison.Ordinal);
        });
    }

    [GeneratedRegex(@"\b(orleans|silo|silos|grain|grains)\b", RegexOptions.IgnoreCase)]
    private static partial Regex WordsOfTheFramework();

    [GeneratedRegex(@"^# \d+\. .+\nStatus: (accepted|superseded by \[?\d{4}.*) · Date: 20\d\d-\d\d-\d\d · Topic: .+\n")]
    private static partial Regex DecisionHead();
}
