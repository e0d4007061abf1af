using System.Text;
using System.Text.RegularExpressions;
using AiDevFramework.Grains.Abstractions.Documents;
using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.Plans.Catalogue;
using AiDevFramework.Plans.Review;
using AiDevFramework.Plans.Typed;
using CsCheck;

namespace AiDevFramework.Plans.Tests.Identity;

/// <summary>Histories of a document: features are put in front, removed, renamed and merged, by answers with and without the table of
/// identifiers and by hand. No identifier ever means two things, and every reference means what its writer meant.</summary>
public sealed partial class IdentityHistoryTests
{
    private static readonly Gen<Change[]> s_histories = Gen.Select(Gen.Int[0, 5], Gen.Int[0, 99], Gen.Int[0, 99], Gen.Int[0, 2])
        .Select(parts => new Change((Kind)parts.Item1, parts.Item2, parts.Item3, (Writer)parts.Item4)).Array[1, 12];

    private enum Kind
    {
        Front,
        End,
        Remove,
        Rename,
        Merge,
        Move,
    }

    private enum Writer
    {
        Positions,
        Table,
        Hand,
    }

    [Fact]
    public void Store_OverGeneratedHistories_NeverGivesAnIdentifierTwice() => s_histories.Sample(Follow, iter: 400);

    [Fact]
    public void Store_OfAFeatureInFront_RewritesTheReferences()
    {
        var first = Store(null, null, Write([Thing.New(1), Thing.New(2)], index => index + 1, []));
        var second = Store(first.Text, first.Ledger, Write([Thing.New(3), Thing.New(1), Thing.New(2)], index => index + 1, []));

        Assert.Contains("### Feature 3: Name 3x", second.Text, StringComparison.Ordinal);
        Assert.Contains("### Feature 1: Name 1x", second.Text, StringComparison.Ordinal);
        Assert.Equal([("US3", "F3"), ("US1", "F1"), ("US2", "F2")], second.Plan.Stories.Select(story => (story.Id, story.Features[0])));
        Assert.Equal(["AC1.1", "AC1.2"], second.Plan.Features[1].Criteria.Select(criterion => criterion.Id));
    }

    [Fact]
    public void Store_OfARemovedFeature_LeavesAGapForever()
    {
        var first = Store(null, null, Write([Thing.New(1), Thing.New(2), Thing.New(3)], index => index + 1, []));
        var second = Store(first.Text, first.Ledger, Write([Thing.New(1), Thing.New(2)], index => index + 1, []));
        var third = Store(second.Text, second.Ledger, Write([Thing.New(1), Thing.New(2), Thing.New(4)], index => index + 1, []));

        Assert.Equal(["F1", "F2", "F4"], third.Plan.Features.Select(feature => feature.Id));
    }

    [Theory]
    [InlineData(false, "(F9?)")]
    [InlineData(true, "(F9)")]
    public void Store_OfAReferenceToNothing_NeverLetsItMeanSomething(bool isFirst, string written)
    {
        Thing[] nine = [.. Enumerable.Range(1, 9).Select(Thing.New)];
        var first = Store(null, null, Write(isFirst ? [Thing.New(1)] : nine, index => index + 1, []));
        var text = Write([Thing.New(9), Thing.New(1)], index => index + 1, ["Something (F9)"]);

        var second = Store(first.Text, first.Ledger, text);
        var third = Store(second.Text, second.Ledger, Write([Thing.New(9), Thing.New(1), .. Enumerable.Range(10, 9).Select(Thing.New)], index => index + 1, []));

        Assert.Contains(written, second.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(third.Plan.Features, feature => isFirst && feature.Id == "F9");
    }

    [Fact]
    public void Store_OfAnIdentifierForTwoThings_MarksWhatNamesIt()
    {
        var text = Write([Thing.New(1), Thing.New(2)], index => index + 1, ["Proved by (AC1.1)"]).Replace("AC2.1", "AC1.1", StringComparison.Ordinal);

        var stored = Store(null, null, text);

        Assert.Contains("Proved by (AC1.1?)", stored.Text, StringComparison.Ordinal);
        Assert.Equal(4, stored.Plan.Features.SelectMany(feature => feature.Criteria).DistinctBy(criterion => criterion.Id).Count());
        Assert.Contains(PlanChecks.Run(Review.Reviews.Input("An idea", (DocumentType.Prd, stored.Text))).Findings, finding => finding.Check == 3);
    }

    private static void Follow(Change[] history)
    {
        var things = Enumerable.Range(1, 3).Select(Thing.New).ToList();
        var meaning = new Dictionary<string, int>(StringComparer.Ordinal);
        var next = 4;
        (string Text, string? Ledger, TypedPlan Plan) stored = Store(null, null, Write(things, index => index + 1, []));
        Check(stored.Plan, meaning);
        foreach (var change in history)
        {
            var ids = stored.Plan.Features.ToDictionary(feature => Token(feature.Criteria[0].Text), feature => int.Parse(feature.Id.AsSpan(1), System.Globalization.CultureInfo.InvariantCulture));
            Apply(change, things, ref next);
            var highest = ids.Values.Max();
            var text = change.Writer is Writer.Positions
                ? Write(things, index => index + 1, [])
                : Write(things, index => ids.TryGetValue(things[index].Token, out var id) ? id : ++highest, []);
            stored = Store(stored.Text, stored.Ledger, text, change.Writer is not Writer.Positions);
            Check(stored.Plan, meaning);
            Assert.Equal(stored.Text, Store(stored.Text, stored.Ledger, stored.Text, table: true).Text);
        }
    }

    /// <summary>Each identifier has meant the same thing ever since, and stories name the features that they are about.</summary>
    private static void Check(TypedPlan plan, Dictionary<string, int> meaning)
    {
        foreach (var feature in plan.Features)
        {
            var token = Token(feature.Criteria[0].Text);
            Assert.True(meaning.TryAdd(feature.Id, token) || meaning[feature.Id] == token, $"{feature.Id} meant {meaning[feature.Id]} and means {token}");
            foreach (var criterion in feature.Criteria)
            {
                var part = (10 * Token(criterion.Text)) + (criterion.Text.Contains("refused", StringComparison.Ordinal) ? 2 : 1);
                Assert.True(meaning.TryAdd(criterion.Id, part) || meaning[criterion.Id] == part, $"{criterion.Id} meant {meaning[criterion.Id]} and means {part}");
            }
        }

        foreach (var story in plan.Stories)
        {
            Assert.Equal(Token(story.Text), meaning[Assert.Single(story.Features)]);
        }
    }

    private static void Apply(Change change, List<Thing> things, ref int next)
    {
        var index = change.Place % things.Count;
        switch (change.Kind)
        {
            case Kind.Front:
                things.Insert(0, Thing.New(next++));
                break;
            case Kind.End:
                things.Add(Thing.New(next++));
                break;
            case Kind.Remove or Kind.Merge when things.Count > 1:
                things.RemoveAt(index); // the other half of a merger goes on under its own words
                break;
            case Kind.Rename:
                things[index] = things[index] with { Name = $"Other {things[index].Token}y{change.Other}" };
                break;
            case Kind.Move:
                var moved = things[index];
                things.RemoveAt(index);
                things.Insert(change.Other % (things.Count + 1), moved);
                break;
        }
    }

    private static string Write(IReadOnlyList<Thing> things, Func<int, int> numberOf, string[] notes)
    {
        var numbers = Enumerable.Range(0, things.Count).Select(numberOf).ToList();
        var text = new StringBuilder("# Product Requirements Document\n\n## 1. Project Overview\n**Product Name**: Shed\n**Assumptions**:\n- Something\n\n## 2. Core Features\n");
        foreach (var (index, thing) in things.Index())
        {
            var number = numbers[index];
            text.Append($"### Feature {number}: {thing.Name}\n**Description**: {thing.Words("does")}\n**Acceptance Criteria**:\n- AC{number}.1: Given {thing.Words("opens")}, when asked, then shown.\n- AC{number}.2: Given {thing.Words("breaks")}, when tried, then refused.\n\n");
        }

        text.Append("## 3. User Stories\n");
        foreach (var (index, thing) in things.Index())
        {
            text.Append($"- US{index + 1} (F{numbers[index]}): As a user, I want {thing.Words("wants")}\n");
        }

        text.Append("\n## 4. Non-Functional Requirements\n- NFR1 Speed: 1 second\n\n## 5. Success Metrics\n- M1 Use: 10 % in a month\n");
        foreach (var (index, note) in notes.Index())
        {
            text.Append($"- M{index + 2} {note}\n");
        }

        text.Append("\n## 6. Technical Constraints\n- Browsers\n\n## 7. Out of Scope\n- Else: later\n");

        return text.ToString();
    }

    private static (string Text, string? Ledger, TypedPlan Plan) Store(string? previous, string? ledger, string text, bool table = false)
    {
        var material = new StepMaterial("An idea") { LedgerJson = ledger, Previous = previous, PreviousIdsShown = table };
        var judgement = StepCatalogue.Of(Step.Prd).Document!.Read(material, text);
        Assert.Null(judgement.Complaint);
        var stored = judgement.LedgerJson ?? ledger;
        var source = new PlanSource(Guid.Empty, "An idea", stored, [new PlanText(DocumentType.Prd, judgement.DocumentMd!, 1, Offline: false)], WasChecked: true);
        return (judgement.DocumentMd!, stored, PlanReview.Of(source).Plan);
    }

    private static int Token(string text) => int.Parse(Number().Match(text).Groups[1].ValueSpan, System.Globalization.CultureInfo.InvariantCulture);

    [GeneratedRegex(@"word(\d+)[a-z]")]
    private static partial Regex Number();

    private sealed record Change(Kind Kind, int Place, int Other, Writer Writer);

    /// <param name="Token">What it is, under whatever name.</param>
    private sealed record Thing(int Token, string Name)
    {
        public static Thing New(int token) => new(token, $"Name {token}x");

        /// <summary>Words that no other thing has.</summary>
        public string Words(string verb) => string.Join(' ', new[] { verb }.Concat("abcdefgh".Select(letter => $"word{Token}{letter}{verb}")));
    }
}
