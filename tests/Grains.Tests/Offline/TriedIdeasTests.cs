using System.Text.Json;
using System.Text.RegularExpressions;
using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.Offline;
using AiDevFramework.Plans.Catalogue;
using AiDevFramework.Plans.Findings;

namespace AiDevFramework.Grains.Tests.Offline;

/// <summary>Six thousand ideas of all languages, lengths, limits and of hostile text.</summary>
public sealed partial class TriedIdeasTests
{
    private const int Ideas = 6000;

    private const int Reviewed = 12; // one in so many is checked as a whole plan

    /// <summary>What a choice must not name, by what a ledger forbids: written down here apart from the planner's own table.</summary>
    private static readonly Dictionary<string, string[]> Forbidden = new(StringComparer.Ordinal)
    {
        ["database:*!postgresql"] = ["MariaDB", "SQLite", "MySQL", "MongoDB", "Oracle"],
        ["database:*!mongodb"] = ["PostgreSQL", "MariaDB", "SQLite", "MySQL"],
        ["database:*"] = ["PostgreSQL", "MariaDB", "SQLite", "MongoDB"],
        ["postgresql"] = ["PostgreSQL"],
        ["python"] = ["Python", "Django"],
        ["language:*!java"] = ["Python", "Django", "C#", "TypeScript", "React", "PHP", "Ruby", "Kotlin", "Rust", "Node.js"],
        ["public-cloud"] = ["cloud", "AWS", "Azure", "Google"],
        ["saas"] = ["SaaS"],
    };

    private static readonly Step[] Documents = [.. StepCatalogue.Rows.Where(row => row.Document is not null).Select(row => row.Step)];

    [Fact]
    public void Write_OfSixThousandIdeas_IsSoundInNormalFormAndForbidsNothingItChooses() =>
        Parallel.For(0, Ideas, new ParallelOptions { MaxDegreeOfParallelism = 2, CancellationToken = TestContext.Current.CancellationToken }, number =>
        {
            var idea = new IdeaMaker(number).Make();
            try
            {
                Check(idea, number);
            }
            catch (Exception exception)
            {
                throw new InvalidOperationException($"Idea {number}: {idea}\n\n{exception.Message}", exception);
            }
        });

    private static void Check(string text, int number)
    {
        var idea = new OfflineIdea(text);
        Assert.InRange(idea.Outline.Features.Count, 1, OutlineBuilder.MostFeatures);
        Assert.All(Documents, step =>
        {
            var judgement = idea.Judge(step);
            Assert.Null(judgement.Complaint);
            Assert.Null(judgement.Remark);
            Assert.Equal(idea[step], judgement.DocumentMd);
            Assert.Contains("DRAFT", idea[step], StringComparison.Ordinal);
            Assert.DoesNotContain(Lines(idea[step]).CountBy(line => line), line => line.Value > 1);
        });
        Assert.All(idea.Outline.Features, feature => AssertWords(text, feature));
        AssertStack(idea);
        using var detection = JsonDocument.Parse(idea[Step.SmartDetection]);
        Assert.Equal(idea.Outline.Features.Count, detection.RootElement.GetProperty("features").GetArrayLength());
        if (number % Reviewed == 0)
        {
            // Two limits may contradict each other: then one of them is not kept, and the plan says so.
            var limits = idea.Outline.Ledger.Constraints.Count(constraint => constraint.Forbids.Count + constraint.Requires.Count > 0);
            Assert.DoesNotContain(idea.Review().Result.Findings, finding => finding.Severity is Severity.Error && !(finding.Check == 31 && limits > 1));
        }
    }

    /// <summary>Whatever a feature is called, its words are the idea's.</summary>
    private static void AssertWords(string idea, OutlineFeature feature)
    {
        var words = Word().Matches(feature.Piece.Text).Select(match => match.Value).ToList();
        Assert.True(words.Count > 0 || !Word().IsMatch(idea), "No word of the idea is in it.");
        Assert.All(words, word => Assert.Contains(word, idea, StringComparison.Ordinal));
    }

    private static void AssertStack(OfflineIdea idea)
    {
        var bans = idea.Outline.Ledger.Constraints.SelectMany(constraint => constraint.Forbids).SelectMany(ban => Forbidden.GetValueOrDefault(ban, [])).Distinct().ToList();
        var choices = string.Join('\n', idea[Step.TechStack].Split('\n').Where(line => line.StartsWith("**Choice**", StringComparison.Ordinal) || line.StartsWith("**Runs**", StringComparison.Ordinal)));
        Assert.DoesNotContain(bans, ban => Regex.IsMatch(choices, $@"(?<!\w){Regex.Escape(ban)}(?!\w)", RegexOptions.IgnoreCase));
    }

    /// <summary>Those that say something of their own.</summary>
    private static IEnumerable<string> Lines(string document) => document.Split('\n').Where(line => line.Length >= 40 && line.StartsWith("- ", StringComparison.Ordinal));

    [GeneratedRegex(@"[\p{L}\p{N}]+")]
    private static partial Regex Word();
}
