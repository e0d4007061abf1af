using System.Text.Json.Nodes;
using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.Grains.Prompts;
using AiDevFramework.Grains.Tests.Phases;
using AiDevFramework.Offline.Recordings;
using AiDevFramework.Plans.Catalogue;
using AiDevFramework.Plans.Examples;
using AiDevFramework.TestSupport;

namespace AiDevFramework.Grains.Tests.Offline.Recordings;

/// <summary>The recordings answer the present prompts, and what the product makes of them is what they say.</summary>
public sealed class RecordingTests
{
    public static TheoryData<string> Examples => [.. ExampleCatalogue.All.Select(example => example.Name)];

    [Theory]
    [MemberData(nameof(Examples))]
    public void Answers_OfARun_AreAcceptedAtOnceAndWithoutARemark(string name)
    {
        var play = ExamplePlay.Of(name);

        Assert.All(play.Replies, pair => Assert.Equal((pair.Step, CallVerdict.Accepted, null), (pair.Step, pair.Reply.Verdict, pair.Reply.Complaint)));
        Assert.Equal(name != "renamer", play.Documents.ContainsKey(Step.EventStorming)); // two features in a plain domain do without
        Assert.Equal(3, play.Documents.Keys.Count(step => step is not Step.EventStorming));
    }

    /// <summary>Where nothing is demanded code writes nothing: then what is stored is the recording, byte for byte.</summary>
    [Theory]
    [MemberData(nameof(Examples))]
    public void Normalising_ChangesNoProse(string name)
    {
        var play = ExamplePlay.Of(name, withLedger: false);

        Assert.All(play.Documents, document => Assert.Equal(Recording.AnswerTo(document.Key, name)!.TrimEnd() + "\n", document.Value));
    }

    /// <summary>The number of a prompt's form rises when it asks for another form: then the recordings are to be made anew.</summary>
    [Theory]
    [MemberData(nameof(Examples))]
    public void Forms_OfThePrompts_AreNotNewerThanTheRecording(string name)
    {
        var prompts = new PromptLibrary(Questions.PromptFolder);
        var recorded = JsonNode.Parse(Recording.Read(name, "recording.json")!)!["forms"]!.AsObject();

        foreach (var row in StepCatalogue.Rows.Where(row => Recording.AnswerTo(row.Step, name) is not null))
        {
            var prompt = Path.GetFileNameWithoutExtension(row.PromptFile);
            Assert.True(
                prompts.FormOf(row.Step) <= (int?)recorded[prompt],
                $"{row.PromptFile} has form {prompts.FormOf(row.Step)}; samples/examples/{name}/{Recording.FileOf(row.Step)} answers form {recorded[prompt]}. "
                + "Answer the present prompt, and write its form into recording.json.");
        }
    }

    [Fact]
    public void Portal_CarriesItsTenDemandsAsEightConstraints()
    {
        var play = ExamplePlay.Of("portal");

        Assert.Equal(["C1", "C2", "C3", "C4", "C5", "C6", "C7", "C8"], play.Ledger.Constraints.Select(constraint => constraint.Id));
        Assert.All(play.Ledger.Constraints, constraint => Assert.True(constraint.Hard));
        Assert.Equal(["Q1", "Q2", "Q3", "Q4", "Q5"], play.Ledger.Questions.Select(question => question.Id));
        Assert.Equal("de", play.Ledger.Language);
        Assert.All(play.Ledger.Constraints, constraint => Assert.Contains($"({constraint.Id}", PlainOf(play.Documents[Step.ExecutionPlan]), StringComparison.Ordinal));
        Assert.Contains(
            "**Fit**: 2 Personen (C5) × 13 Wochen (C6) = 130 Personentage; 60.000 EUR (C7) ÷ 130 = höchstens 461 EUR je Tag. "
            + "Geplant: 12 Wochen, 110 Personentage an Aufgaben: passt, 20 Personentage sind nicht verplant. "
            + "Für 110 Personentage reicht C7, wenn ein Tag höchstens 545 EUR kostet.",
            play.Documents[Step.ExecutionPlan],
            StringComparison.Ordinal);
    }

    [Fact]
    public void AnswerTo_WhatIsNotRecorded_IsNothing()
    {
        Assert.Null(Recording.AnswerTo(Step.EventStorming, "renamer"));
        Assert.Null(Recording.AnswerTo(Step.Prd, "webshop"));
        Assert.Null(Recording.AnswerTo(Step.Prd, "../portal"));
    }

    [Fact]
    public void Excerpt_OfTheGuide_IsThatOfThePlan()
    {
        var quoted = File.ReadAllLines(Path.Combine(Repository.Root, "docs/guide/first-plan.md"))
            .Where(line => line.StartsWith("> ", StringComparison.Ordinal)).Select(line => line[2..]).ToList();

        Assert.NotEmpty(quoted);
        Assert.Empty(quoted.Except(ExamplePlay.Of("portal").Documents[Step.ExecutionPlan].Split('\n')));
    }

    /// <summary>Without what code wrote, and with each id in a bracket of its own.</summary>
    private static string PlainOf(string plan) => plan[plan.IndexOf("## Stage 1", StringComparison.Ordinal)..].Replace(", C", ") (C", StringComparison.Ordinal);
}
