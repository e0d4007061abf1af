using System.Globalization;
using AiDevFramework.Plans.Identity;
using AiDevFramework.Plans.Intake;
using AiDevFramework.Plans.Language;
using AiDevFramework.Plans.Ledger;
using AiDevFramework.Plans.Outlines;
using AiDevFramework.Plans.Reading;

namespace AiDevFramework.Plans.Catalogue;

/// <summary>Open questions of an event storming become questions of the ledger when it is stored.</summary>
internal static class StormingQuestions
{
    /// <summary>A document that asks more leaves everything open.</summary>
    private const int MostOfDocument = 5;

    /// <summary>Of the intake and of every storming that was ever stored.</summary>
    private const int Most = 12;

    private const int MostChanges = 200;

    /// <returns>The same ledger where the document asks nothing new.</returns>
    public static ProjectLedger AddTo(ProjectLedger ledger, object outline)
    {
        if (outline is not StormingOutline { Questions.Count: > 0 } storming)
        {
            return ledger;
        }

        var keys = ledger.Questions.Select(question => TextKey.Of(question.Text)).ToHashSet(StringComparer.Ordinal);
        var questions = ledger.Questions.ToList();
        var highest = ledger.Counters.GetValueOrDefault("Q");
        foreach (var item in storming.Questions.Take(MostOfDocument))
        {
            if (questions.Count < Most && AskedQuestion.Read(item.Text) is { } asked && keys.Add(TextKey.Of(asked.Text)))
            {
                highest = NumberOf(item, highest);
                questions.Add(new OpenQuestion(
                    string.Create(CultureInfo.InvariantCulture, $"Q{highest}"), OneLine.Of(asked.Text, OpenQuestion.MaxText),
                    [.. asked.Options.Select(option => OneLine.Of(option, OpenQuestion.MaxOption))], OneLine.Of(asked.Default ?? "", OpenQuestion.MaxOption),
                    asked.Changes is { } changes ? [OneLine.Of(changes, MostChanges)] : []));
            }
        }

        return questions.Count == ledger.Questions.Count
            ? ledger
            : ledger.WithCounter("Q", highest) with { Questions = questions };
    }

    /// <summary>The number that the text gives it, where nothing had that one: other lines of the text may name it.</summary>
    private static int NumberOf(OutlineItem item, int highest) =>
        item.Id is { } id && ItemId.Parse(id) is { Kind: ItemKind.Question, Major: var number } && number > highest && number <= highest + MostOfDocument ? number : highest + 1;
}
