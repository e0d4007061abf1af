using AiDevFramework.Evaluation;
using AiDevFramework.Evaluation.Briefs;
using AiDevFramework.Evaluation.Controls;
using AiDevFramework.Evaluation.Judging;
using AiDevFramework.Grains.Abstractions.Documents;

namespace AiDevFramework.Cluster.Tests.Scorecards;

/// <summary>The judge is tested like a product: what is good must pass, and each way to be bad must be seen.</summary>
public sealed class JudgeTests
{
    public static TheoryData<string> Ideas => [.. RecordedPlans.All.Select(plan => plan.Idea)];

    public static TheoryData<string, string> Controls =>
        [.. RecordedPlans.All.SelectMany(plan => ControlList.All.Select(control => new TheoryDataRow<string, string>(plan.Idea, control.Name)))];

    [Fact]
    public void Briefs_OfTheTwentyIdeas_AreComplete()
    {
        Assert.Equal(20, SampleIdea.All.Count);
        Assert.Equal(SampleIdea.All.Select(idea => idea.Name).Order(StringComparer.Ordinal), Brief.All.Select(brief => brief.Name).Order(StringComparer.Ordinal));
        Assert.All(Brief.All, brief => Assert.InRange(brief.MustCover.Count, 12, 20));
        Assert.All(Brief.All, brief => Assert.Equal(4, brief.MustNot.Count));
        Assert.All(Brief.All, brief => Assert.NotEqual("it", brief.Failure));
        Assert.All(Brief.All, brief => Assert.InRange(brief.Subjects.Count, 1, 3));
        Assert.Contains(SampleIdea.All, idea => idea.Text.Length > 4500);
        Assert.All(SampleIdea.All, idea => Assert.InRange(idea.Text.Length, 10, 5000));
    }

    [Theory]
    [MemberData(nameof(Ideas))]
    public void Judge_OfARecordedPlan_Passes(string idea)
    {
        var judged = PlanJudge.Judge(RecordedPlans.Of(idea), Brief.Of(idea));

        Assert.True(judged.Passes, JudgeReport.Text("code", [judged]));
        Assert.Empty(judged.Recall.Inventions);
        Assert.True(judged.Recall.Share >= 0.8, JudgeReport.Text("code", [judged]));
    }

    [Theory]
    [MemberData(nameof(Controls))]
    public void Judge_OfASpoiledPlan_SeesIt(string idea, string control)
    {
        var (good, brief) = (RecordedPlans.Of(idea), Brief.Of(idea));
        var other = RecordedPlans.Of(RecordedPlans.All.First(plan => plan.Idea != idea).Idea);
        var spoil = ControlList.All.Single(one => one.Name == control);

        var (sound, bad) = (PlanJudge.Judge(good, brief), PlanJudge.Judge(spoil.Spoil(good, other, brief), brief));

        Assert.True(spoil.Sees(sound, bad), JudgeReport.Text("code", [sound, bad]));
        Assert.False(spoil.Sees(sound, sound)); // and it does not see what is not there
    }

    /// <summary>Nineteen wrong products for each of the three plans.</summary>
    [Theory]
    [MemberData(nameof(Ideas))]
    public void Judge_OfAnyOtherIdea_NeverPasses(string idea)
    {
        var plan = RecordedPlans.Of(idea);

        Assert.All(Brief.All.Where(brief => brief.Name != idea), brief =>
        {
            var wrong = PlanJudge.Judge(new JudgedPlan(SampleIdea.Named(brief.Name).Text, plan.Documents), brief);
            Assert.False(wrong.Passes, JudgeReport.Text("code", [wrong]));
            Assert.True(wrong.Recall.Share < 0.5, JudgeReport.Text("code", [wrong]));
        });
    }

    [Theory]
    [InlineData(MondayQuestion.StageEnd, "- [ ] Everybody is happy", "The quotation is not in the plan.")]
    [InlineData(MondayQuestion.StageEnd, "", "The plan does not say it.")]
    [InlineData(MondayQuestion.Assumed, "## 7. Out of Scope", "What is quoted does not answer it.")]
    public void Judge_OfAnAnswerThatIsNone_SaysWhy(object question, string quote, string fault)
    {
        var (plan, brief) = (RecordedPlans.Of("tools"), Brief.Of("tools"));
        var answers = MondayReader.Read(plan, brief).Select(answer => answer.Question == (MondayQuestion)question ? answer with { Quote = quote } : answer).ToList();

        var monday = MondayJudge.Judge(plan, brief, answers);

        Assert.Contains(monday.Wrong, wrong => wrong.StartsWith(MondayQuestions.TextOf((MondayQuestion)question, brief), StringComparison.Ordinal) && wrong.EndsWith(fault, StringComparison.Ordinal));
    }

    [Fact]
    public void Judge_OfAnAnswerAboutSomethingElse_IsNotRight()
    {
        var plan = RecordedPlans.Of("tools");
        var brief = Brief.Of("tools") with { Keys = new Dictionary<string, WordPattern> { ["who"] = new("astronaut") } };

        var monday = MondayJudge.Judge(plan, brief, MondayReader.Read(plan, brief));

        Assert.Contains("Who is it for? The answer is about something else.", monday.Wrong);
    }

    /// <summary>What code wrote, a copy of the idea and an exclusion carry nothing.</summary>
    [Theory]
    [InlineData("- [ ] MongoDB Atlas keeps the photos", 1)]
    [InlineData("- [ ] Kein Dienst läuft auf MongoDB Atlas", 0)]
    [InlineData("- C2 Technik: \"MongoDB Atlas\" → MongoDB", 0)]
    [InlineData("- Rejected: MongoDB Atlas, because of C2", 0)]
    public void Judge_OfAnInvention_LooksPastWhatIsRuledOut(string line, int inventions)
    {
        var plan = RecordedPlans.Of("portal").With(DocumentType.ExecutionPlan, text => $"{text.TrimEnd()}\n{line}\n");

        Assert.Equal(inventions, RecallJudge.Judge(plan, Brief.Of("portal")).Inventions.Count);
    }

    /// <summary>A demand that the requirements repeat and the execution plan forgets is not covered.</summary>
    [Fact]
    public void Judge_OfADemandThatIsNotOnTheLastPage_DoesNotCountIt()
    {
        var plan = RecordedPlans.Of("portal");
        var forgetful = plan.With(DocumentType.ExecutionPlan, text => string.Join('\n', text.Split('\n').Where(line => !line.Contains("Betriebsrat", StringComparison.OrdinalIgnoreCase) && !line.Contains("Betriebsvereinbarung", StringComparison.OrdinalIgnoreCase))));

        Assert.Contains("Betriebsrat", forgetful.Documents[DocumentType.Prd], StringComparison.Ordinal);
        Assert.DoesNotContain(RecallJudge.Judge(plan, Brief.Of("portal")).Missing, fact => fact.StartsWith("Betriebsrat", StringComparison.Ordinal));
        Assert.Contains(RecallJudge.Judge(forgetful, Brief.Of("portal")).Missing, fact => fact.StartsWith("Betriebsrat", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("deposit & return|refund", "The deposit is refunded within a day", true)]
    [InlineData("deposit & return|refund", "The deposit is kept", false)]
    [InlineData("sms", "Transmission", false)]
    [InlineData("8", "8:05 is too late, 18 is not", true)]
    [InlineData("8", "18 is not", false)]
    public void IsIn_OfWords_WantsEachGroup(string words, string line, bool isIn) => Assert.Equal(isIn, new WordPattern(words).IsIn(line));

    [Theory]
    [InlineData("3 a fact without words")]
    [InlineData("hello")]
    [InlineData("?who")]
    public void Read_OfALineThatIsNone_SaysWhich(string line) => Assert.Contains(line.Trim(), Assert.Throws<FormatException>(() => BriefReader.Read("x", line)).Message, StringComparison.Ordinal);

    [Theory]
    [MemberData(nameof(Ideas))]
    public void Judge_OfTheProductsChecks_FindsSeededFaults(string idea)
    {
        var trust = TrustJudge.Judge(RecordedPlans.Of(idea), ledgerJson: null);

        Assert.InRange(trust.Seeded, 10, SeededFault.All.Count);
        // check 15 takes the line of the next label for the choice; check 6 needs a language, which is in the ledger
        Assert.Subset(new HashSet<string>(["a choice is empty", "a criterion has no outcome"]), trust.Missed.ToHashSet());
    }

    [Theory]
    [InlineData("model,--only,portal", null)]
    [InlineData("recordings", null)]
    [InlineData("pairs,one,two", null)]
    [InlineData("answers", "answers needs 1 folder.")]
    [InlineData("pairs,one", "pairs needs 2 folders.")]
    [InlineData("everything", "There is nothing to be judged that is called everything.")]
    [InlineData("model,--only,nothing", "There is no idea nothing")]
    public void Parse_OfWhatIsJudged_SaysWhatIsWrong(string args, string? error)
    {
        var failure = Record.Exception(() => JudgeOptions.Parse(args.Split(',')));

        Assert.Equal(error is null, failure is null);
        Assert.StartsWith(error ?? "", failure?.Message ?? "", StringComparison.Ordinal);
    }
}
