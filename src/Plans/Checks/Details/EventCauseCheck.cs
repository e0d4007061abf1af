using AiDevFramework.Grains.Abstractions.Documents;
using AiDevFramework.Plans.Findings;
using AiDevFramework.Plans.Outlines;

namespace AiDevFramework.Plans.Checks.Details;

/// <summary>Check 11: every event has a cause: a command or a flow brings it about.</summary>
internal sealed class EventCauseCheck : ICheck
{
    public int Number => 11;

    public DocumentType? About => DocumentType.EventStorming;

    public IReadOnlyList<Finding>? Check(CheckInput input)
    {
        if (input.Find(DocumentType.EventStorming)?.Reading.Outline is not StormingOutline { Commands.Count: > 0 } storming || !StormingNames.AreWords(storming))
        {
            return null;
        }

        var caused = StormingNames.In(storming.Commands.Concat(storming.Flows));
        if (!storming.Events.Any(item => caused.Contains(item.Name)))
        {
            return null; // its commands do not say what comes of them
        }

        var without = storming.Events.Select(item => item.Name).Where(name => !caused.Contains(name)).ToList();
        return without.Count == 0
            ? []
            :
            [
                new Finding(
                    Number, Severity.Error, DocumentType.EventStorming, without[0], $"Nothing brings about {Names.Of(without)}: no command and no flow names it.",
                    Suggestion: "Add the command that causes it, or leave the event out."),
            ];
    }
}
