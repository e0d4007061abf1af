using AiDevFramework.Grains.Abstractions.Phases;

namespace AiDevFramework.Plans.Tests.Documents;

public sealed class EventStormingReaderTests
{
    [Fact]
    public void Read_OfTheSpecificationsDocument_FindsItsNames()
    {
        var judgement = Answers.ReadEventStorming(SpecificationDocuments.EventStorming);

        Assert.Null(judgement.Complaint);
        Assert.Equal(SpecificationDocuments.EventStorming.ReplaceLineEndings("\n"), judgement.DocumentMd);
        var facts = Assert.IsType<EventStormingFacts>(judgement.Facts);
        Assert.Equal(["TaskCreated", "TaskAssigned"], facts.KeyEvents);
        Assert.Equal(["Task", "Project"], facts.Aggregates);
    }

    [Theory]
    [InlineData("- TaskCreated: When a task is created")]
    [InlineData("- **TaskCreated**: When a task is created")]
    [InlineData("- **TaskCreated:** When a task is created")]
    [InlineData("- `TaskCreated` - when a task is created: at once")]
    [InlineData("- TaskCreated – when a task is created")]
    [InlineData("- TaskCreated — when a task is created")]
    [InlineData("- TaskCreated (by the owner): when a task is created")]
    [InlineData("- TaskCreated：タスクが作成されたとき")]
    [InlineData("- TaskCreated → TaskAssigned")]
    [InlineData("* TaskCreated: with a star")]
    [InlineData("+ TaskCreated: with a plus")]
    [InlineData("1. TaskCreated: numbered")]
    [InlineData("- [ ] TaskCreated: with a box")]
    [InlineData("- TaskCreated: said\n  - by whom: the owner\n  - when: at once")]
    [InlineData("- TaskCreated: once\n- TaskCreated: and again")]
    [InlineData("Events of a task:\n\n- TaskCreated: when a task is created")]
    [InlineData("### Events of a task\n- TaskCreated: when a task is created")]
    [InlineData("| Event | Meaning |\n|---|---|\n| TaskCreated | a task is created |")]
    [InlineData("Event | Meaning\n--- | ---\nTaskCreated | a task is created")]
    [InlineData("| # | Event | Meaning |\n|---|---|---|\n| 1 | **TaskCreated** | a task is created |")]
    [InlineData("| ID | Event |\n|---|---|\n| E1 | TaskCreated |")]
    [InlineData("### TaskCreated\nWhen a task is created.")]
    [InlineData("**TaskCreated**: when a task is created")]
    [InlineData("TaskCreated: when a task is created")]
    [InlineData("E1. **TaskCreated** – when a task is created")]
    [InlineData("- E1: TaskCreated: when a task is created")]
    [InlineData("- Events of a task:\n  - TaskCreated: when a task is created")]
    [InlineData("• TaskCreated: when a task is created")]
    [InlineData("☐ TaskCreated: when a task is created")]
    [InlineData("<ul>\n<li>TaskCreated: when a task is created</li>\n</ul>")]
    public void Read_OfABulletInAnyForm_FindsTheName(string bullets)
    {
        var judgement = Answers.ReadEventStorming(With("## Domain Events", bullets));

        Assert.Null(judgement.Complaint);
        Assert.Equal(["TaskCreated"], Assert.IsType<EventStormingFacts>(judgement.Facts).KeyEvents);
    }

    [Theory]
    [InlineData("A paragraph and no list.")]
    [InlineData("```\n- TaskCreated: when a task is created\n```")]
    public void Read_WithoutBullets_SaysWhichFormIsAskedFor(string text)
    {
        var judgement = Answers.ReadEventStorming(With("## Domain Events", text));

        Assert.Null(judgement.Facts);
        Assert.Equal(
            "The section \"## Domain Events\" has no bullet of the form \"- EventName: when it happens\".", judgement.Complaint);
    }

    [Fact]
    public void Read_OfVeryManyAndVeryLongNames_KeepsABoundedList()
    {
        var bullets = string.Join('\n', Enumerable.Range(0, 500).Select(number => $"- Event{number}: happened").Append($"- {new string('x', 5000)}: long"));

        var judgement = Answers.ReadEventStorming(With("## Domain Events", bullets));

        var facts = Assert.IsType<EventStormingFacts>(judgement.Facts);
        Assert.Equal(200, facts.KeyEvents.Count);
        Assert.All(facts.KeyEvents, name => Assert.True(name.Length <= 100));
    }

    private static string With(string heading, string content) => SectionEditor.Replace(SpecificationDocuments.EventStorming, heading, content);
}
