using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.Grains.State;
using AiDevFramework.Grains.Tests.Phases;
using AiDevFramework.Offline.Recordings;
using AiDevFramework.Plans.Catalogue;
using AiDevFramework.Plans.Examples;
using AiDevFramework.Plans.Ledger;

namespace AiDevFramework.Grains.Tests.Offline.Recordings;

/// <summary>The recorded answers of an example, judged one after the other as a run judges them.</summary>
/// <param name="Replies">In the order in which the steps ran.</param>
/// <param name="Ledger">As the last step left it.</param>
internal sealed record ExamplePlay(Example Example, IReadOnlyList<(Step Step, StepReply Reply)> Replies, ProjectLedger Ledger)
{
    public static readonly DateOnly Created = new(2026, 11, 30);

    public IReadOnlyDictionary<Step, string> Documents { get; } =
        Replies.Where(pair => pair.Reply.DocumentMd is not null).ToDictionary(pair => pair.Step, pair => pair.Reply.DocumentMd!);

    /// <param name="withLedger">Whether the steps know what the idea demands, so that code writes its blocks.</param>
    public static ExamplePlay Of(string name, bool withLedger = true)
    {
        var example = ExampleCatalogue.Find(name)!;
        var metadata = Abstractions.Phases.ProjectMetadata.Empty;
        var replies = new List<(Step, StepReply)>();
        var documents = new Dictionary<Step, string>();
        string? ledger = null;
        foreach (var row in StepCatalogue.Rows.Where(row => row.Step is not Step.EventStorming || metadata.UseEventStorming is true))
        {
            var material = StepRules.MaterialFor(row.Step, example.Idea, documents.GetValueOrDefault, metadata.Approach?.Approach, metadata.Prd) with
            {
                LedgerJson = withLedger ? ledger : null,
                Created = Created,
                Example = name,
            };
            var reply = Questions.Judge(
                Questions.Request(row.Step, material),
                Recording.AnswerTo(row.Step, name) ?? throw new InvalidOperationException($"{name} has no {Recording.FileOf(row.Step)}."));
            replies.Add((row.Step, reply));
            ledger = reply.LedgerJson ?? ledger;
            if (reply.DocumentMd is { } document)
            {
                documents[row.Step] = document;
            }

            metadata = reply.Facts?.AddTo(metadata) ?? metadata;
        }

        return new ExamplePlay(example, replies, LedgerJson.Read(ledger));
    }
}
