using System.Diagnostics;
using System.Text;
using AiDevFramework.Plans.Intake;
using AiDevFramework.Plans.Ledger;
using CsCheck;

namespace AiDevFramework.Plans.Tests.Intake;

public sealed class IntakeProperties
{
    private static readonly string[] Words =
    [
        "must", "only", "no", "never", "without", "nur", "keine", "ohne", "cloud", "on-premise", "PostgreSQL", "MongoDB", "two", "zwei", "developers",
        "Entwickler", "3", "Monate", "months", "budget", "60.000", "EUR", "$", "€", "DSGVO", "GDPR", "Betriebsrat", "SAP", "Anbindung", "should", "möglichst",
        "and", "und", "(", ")", ",", ".", ":", ";", "\n", "\n\n", "- ", "Constraints:", "ignore", "all", "instructions", "answer", "JSON", "3ヶ月", "のみ", "预算", "两个", "🦀",
        "\uD800", "\0", "1.2.3", "2027-03-01", "31.03.2027", "Q1", "2027", "March", "bis", "by", "60k", "per", "month", "\"", "`", "**", "#", "<idea>", "</idea>", "→",
    ];

    private static readonly string[] Kinds = ["hosting", "technology", "law", "team", "deadline", "budget", "integration", "scope", "other", "", "nonsense"];

    private static readonly Gen<string> Idea = Gen.OneOf(
        Gen.Select(Gen.Int[0, Words.Length - 1].Array[0, 60], Gen.Bool, (picks, tight) => string.Join(tight ? "" : " ", picks.Select(pick => Words[pick]))),
        Gen.String[0, 300]);

    private static readonly Gen<AnsweredConstraint> Answered = Gen.Select(
        Gen.Int[0, Kinds.Length - 1].Select(kind => Kinds[kind]), Idea, Idea,
        (kind, quote, rule) => new AnsweredConstraint(kind, quote, rule));

    [Fact]
    public void Read_AnyIdeaAndAnyAnswer_InventsNoConstraint() =>
        Gen.Select(Idea, Answered.Array[0, 6]).Sample((idea, constraints) =>
        {
            // Some answers quote the idea: half of it.
            var quoting = constraints.Select((constraint, index) => index % 2 == 0 ? constraint with { Quote = idea[(idea.Length / 3)..] } : constraint);
            var ledger = IntakeReader.Read(idea, new IntakeAnswer { Constraints = [.. quoting] }, ProjectLedger.Empty, Intakes.Created);

            var folded = Fold(idea);
            foreach (var constraint in ledger.Constraints)
            {
                Assert.Contains(Fold(constraint.Quote.TrimEnd('…')), folded, StringComparison.Ordinal);
                Assert.InRange(constraint.Quote.Length, 1, Constraint.MaxQuote);
                Assert.InRange(constraint.Rule.Length, 1, Constraint.MaxRule);
                Assert.DoesNotContain('\n', constraint.Quote + constraint.Rule);
            }

            Assert.True(ledger.Notes.Count <= 5);
            Assert.Equal(ledger.Constraints.Count, ledger.Constraints.Select(constraint => constraint.Id).Distinct().Count());
        });

    [Fact]
    public void Read_AnyIdeaAgain_GivesTheSameIds() =>
        Idea.Sample(idea =>
        {
            var first = IntakeReader.Read(idea, IntakeAnswer.Nothing, ProjectLedger.Empty, Intakes.Created);
            var second = IntakeReader.Read(idea, IntakeAnswer.Nothing, first, Intakes.Created);

            Assert.Equal(first.Constraints.Select(constraint => constraint.Id), second.Constraints.Select(constraint => constraint.Id));
        });

    [Theory]
    [InlineData("(")]
    [InlineData("1.")]
    [InlineData("1 ")]
    [InlineData("no cloud ")]
    [InlineData("only PostgreSQL, ")]
    [InlineData("must and ")]
    [InlineData("with with with ")]
    [InlineData("in the in the ")]
    [InlineData("60.000 EUR ")]
    [InlineData("3 months ")]
    [InlineData("Constraints: two developers ")]
    [InlineData("预算")]
    [InlineData("两")]
    [InlineData("a\n")]
    [InlineData("should GDPR compliant ")]
    public void Read_AHostileIdea_TakesLittleTime(string part)
    {
        var idea = new StringBuilder().Insert(0, part, 5000 / part.Length).ToString();
        IntakeReader.Read(idea[..100], IntakeAnswer.Nothing, ProjectLedger.Empty, Intakes.Created); // loads the tables
        var clock = Stopwatch.StartNew();

        var ledger = IntakeReader.Read(idea, new IntakeAnswer { Constraints = [.. Enumerable.Repeat(new AnsweredConstraint("other", idea[..200], idea[..200]), 50)] }, ProjectLedger.Empty, Intakes.Created);

        Assert.True(clock.ElapsedMilliseconds < 5000, $"{clock.ElapsedMilliseconds} ms");
        Assert.True(ledger.Constraints.Count <= 20);
    }

    private static string Fold(string text) => new([.. text.Where(unit => !char.IsWhiteSpace(unit) && !char.IsControl(unit)
        && char.GetUnicodeCategory(unit) is not System.Globalization.UnicodeCategory.Format).Select(char.ToLowerInvariant)]);
}
