using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using AiDevFramework.Grains.Abstractions;
using AiDevFramework.Grains.Abstractions.Documents;
using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.Offline;
using AiDevFramework.Plans.Catalogue;

namespace AiDevFramework.Grains.Tests.Plans.Catalogue;

/// <summary>A new row is told here what it lacks.</summary>
public sealed class StepCatalogueTests
{
    public static TheoryData<Step> Steps => [.. Enum.GetValues<Step>()];

    public static TheoryData<Step> Documents => [.. StepCatalogue.Rows.Where(row => row.Document is not null).Select(row => row.Step)];

    [Fact]
    public void Rows_OfTheCatalogue_AreOneForEachStepAndForEachDocument()
    {
        Assert.Equal(Enum.GetValues<Step>(), StepCatalogue.Rows.Select(row => row.Step).Order());
        Assert.Equal(
            Enum.GetValues<DocumentType>(),
            StepCatalogue.Rows.Select(row => row.Document?.Type).OfType<DocumentType>().Order());
        Assert.Equal(Enum.GetValues<Phase>(), StepCatalogue.Phases.Order());
        Assert.Equal(StepCatalogue.Phases, StepCatalogue.Phases.OrderBy(StepCatalogue.PlaceOf));
        Assert.Equal(StepCatalogue.Rows.Count, StepCatalogue.Rows.Select(row => row.PromptFile).Distinct().Count());
    }

    [Fact]
    public void Rows_OfAPhase_StandTogetherAndTheFirstSaysWhatBegins() => Assert.All(StepCatalogue.Phases, phase =>
    {
        var rows = StepCatalogue.Of(phase);

        Assert.Equal(rows, StepCatalogue.Rows.SkipWhile(row => row.Phase != phase).TakeWhile(row => row.Phase == phase));
        Assert.False(string.IsNullOrWhiteSpace(rows[0].StartMessage));
        Assert.All(rows.Skip(1), row => Assert.Null(row.StartMessage));
        Assert.All(rows.SkipLast(1), row => Assert.NotNull(row.IsAnswered));
        Assert.Null(rows[^1].IsAnswered);
    });

    [Theory]
    [MemberData(nameof(Steps))]
    public void Of_AStep_IsAskedForWithWhatIsThereByThen(Step step)
    {
        var row = StepCatalogue.Of(step);
        var earlier = StepCatalogue.Rows.TakeWhile(other => other != row).Where(other => other.Document is not null).Select(other => other.Step);

        Assert.All(row.Inputs.Select(input => input.Author).OfType<Step>(), author => Assert.Contains(author, earlier));
        Assert.Equal(WireName.Of(step), row.Name);
        Assert.InRange(row.Model.Temperature, 0, 2);
        Assert.True(row.Model.MaxTokens > 0 && row.UsualLength > 0 && row.Subject.Length > 0);
        Assert.True(File.Exists(PromptOf(row)), $"{row.PromptFile} is not in prompts/.");
    }

    /// <summary>A heading that the model is not asked for would be missed in every document.</summary>
    [Theory]
    [MemberData(nameof(Documents))]
    public void Document_OfAStep_HasTheTitleAndTheSectionsThatThePromptAsksFor(Step step)
    {
        var row = StepCatalogue.Of(step);
        var lines = File.ReadAllLines(PromptOf(row));

        Assert.Contains(lines, line => line.StartsWith($"# {row.Document!.Title}", StringComparison.Ordinal));
        Assert.All(row.Document!.Sections, section => Assert.Contains(section, lines));
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public void Read_OfWhatTheOfflinePlannerWrites_FindsFactsThatHaveAPlaceInTheMetadata(Step step)
    {
        const string idea = "A market place where people lend tools to their neighbours";
        var row = StepCatalogue.Of(step);
        var material = new StepMaterial(idea, Approach.Vertical);

        var judgement = row.Document!.Read(material, AnswerWriters.Of(step)(OutlineBuilder.Build(idea), material));

        Assert.Null(judgement.Complaint);
        Assert.NotEqual(ProjectMetadata.Empty, judgement.Facts!.AddTo(ProjectMetadata.Empty));
        Assert.True(row.Document.MetadataOf(judgement.Facts, OfflineModel.Name, 1).Offline);
    }

    /// <summary>Facts declare their members of the metadata in files of their own: the compiler's order of files is nobody's choice.</summary>
    [Fact]
    public void Metadata_InJson_HasItsMembersInTheOrderOfTheirIds()
    {
        var members = typeof(ProjectMetadata).GetProperties().Where(member => member.IsDefined(typeof(IdAttribute))).ToList();

        Assert.All(members, member => Assert.Equal(
            (int)member.GetCustomAttribute<IdAttribute>()!.Id, member.GetCustomAttribute<JsonPropertyOrderAttribute>()?.Order));
        Assert.Equal(
            """{"use_event_storming":true,"smart_detection":{"use_event_storming":true,"feature_count_estimate":4,"reasoning":"r"},"error":"e"}""",
            JsonSerializer.Serialize(
                new SmartDetectionFacts(true, 4, "r").AddTo(ProjectMetadata.Empty with { Error = "e" }), StoreJson.Options));
    }

    private static string PromptOf(StepRow row) => Path.Combine(AppContext.BaseDirectory, "prompts", row.PromptFile);
}
