using AiDevFramework.Evaluation;
using AiDevFramework.Evaluation.Scoring;
using AiDevFramework.Grains.Abstractions.Costs;
using AiDevFramework.Grains.Abstractions.Documents;
using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.Grains.Abstractions.Projects;
using AiDevFramework.Offline;
using AiDevFramework.Plans.Catalogue;

namespace AiDevFramework.Cluster.Tests.Scorecards;

/// <summary>Sound documents pass, and each way to spoil one is found in that document or in the one that no longer agrees with it.</summary>
public sealed class ScorecardTests
{
    private static readonly SampleIdea _idea = SampleIdea.All.Single(idea => idea.Name == "tools");

    [Fact]
    public void Of_SoundDocuments_FindsNothing() => Assert.All(Scorecard.Of(Project()), score => Assert.Empty(score.Problems));

    [Theory]
    [InlineData(DocumentType.EventStorming, "## Commands", "## Orders", "The section Commands is missing or empty.")]
    [InlineData(DocumentType.EventStorming, "# Event Storming Summary", "# Summary", "The one title is not Event Storming Summary.")]
    [InlineData(DocumentType.Prd, "### Feature 3:", "### Feature 4:", "Its features are F1, F2, F4, F4")]
    [InlineData(DocumentType.Prd, "- US2 (F2)", "- US1 (F2)", "US1 is used twice.")]
    [InlineData(DocumentType.Prd, "- US3 (F3)", "- US3 (F2)", "No user story is about F3.")]
    [InlineData(DocumentType.Prd, "AC2.", "AC1.", "F2 has no acceptance criterion.")]
    [InlineData(DocumentType.Prd, "- US2 (F2)", "- US2 (F2, F77)", "It refers to F77, which it does not have.")]
    [InlineData(DocumentType.TechStack, "(NFR1)", "(NFR19)", "It refers to NFR19, which the requirements do not have.")]
    [InlineData(DocumentType.TechStack, "**Choice**: Python", "**Picked**: Python", "Backend has no choice on one line.")]
    [InlineData(DocumentType.TechStack, "**Choice**: PostgreSQL", "**Choice**: MySQL", "The project's metadata has another Database.")]
    [InlineData(DocumentType.ExecutionPlan, "## Stage 2:", "## Stage 3:", "Its stages are not numbered from 1 on.")]
    [InlineData(DocumentType.ExecutionPlan, "**Features**: F1", "**Features**: F2", "It delivers F2")]
    [InlineData(DocumentType.ExecutionPlan, "**Duration**: ", "**Duration**: 1", "The project's metadata has 3 stages and ")]
    [InlineData(DocumentType.ExecutionPlan, " weeks", " days", "The project's metadata has 3 stages and ")]
    [InlineData(DocumentType.ExecutionPlan, "(Vertical Approach)", "(Horizontal Approach)", "5 features want the Vertical approach.")]
    [InlineData(DocumentType.ExecutionPlan, "- [ ] ", "- ", "Stage 1: ")]
    public void Of_ASpoiledDocument_FindsIt(DocumentType type, string sound, string spoiled, string problem)
    {
        var project = Project();
        var document = project.Documents.Single(document => document.Type == type);
        Assert.Contains(sound, document.ContentMd, StringComparison.Ordinal);

        var scores = Scorecard.Of(project with
        {
            Documents = [.. project.Documents.Select(other => other == document
                ? other with { ContentMd = other.ContentMd.Replace(sound, spoiled, StringComparison.Ordinal) }
                : other)],
        });

        var score = scores.Single(score => score.Type == type);
        Assert.False(score.Passes);
        Assert.Contains(score.Problems, found => found.StartsWith(problem, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("one two  three", 3)]
    [InlineData("- **Bold**: a-b, c's → d", 4)]
    [InlineData("一个分享食谱的应用", 5)]
    [InlineData("", 0)]
    public void WordsOf_AText_CountsWhatIsRead(string text, int words) => Assert.Equal(words, Length.WordsOf(text));

    [Fact]
    public void Of_ADocumentCutShort_SaysHowManyWordsItHas()
    {
        var project = Project();
        var scores = Scorecard.Of(project with
        {
            Documents = [.. project.Documents.Select(document => document with { ContentMd = document.ContentMd[..400] })],
        });

        Assert.All(scores, score => Assert.Contains(score.Problems, problem => problem.Contains(" words, and ", StringComparison.Ordinal)));
    }

    private static EvaluatedProject Project()
    {
        var outline = OutlineBuilder.Build(_idea.Text);
        var now = DateTimeOffset.UnixEpoch;
        return new EvaluatedProject(
            _idea,
            new ProjectView(Guid.Empty, Guid.Empty, _idea.Text, WorkflowStatus.Completed, Phase.ExecutionPlan, ProjectMetadata.Empty, now, now, now, 1, 11),
            [.. StepCatalogue.Rows.Where(row => row.Document is not null).Select(row => Document(row.Document!, AnswerWriters.Of(row.Step)))],
            new CostReport(Guid.Empty, []),
            []);

        DocumentView Document(DocumentRow row, AnswerWriter write)
        {
            var material = new StepMaterial(_idea.Text, outline.Approach);
            var judgement = row.Read(material, write(outline, material));
            return new DocumentView(row.Type, judgement.DocumentMd!, row.MetadataOf(judgement.Facts!, OfflineModel.Name, 0), now);
        }
    }
}
