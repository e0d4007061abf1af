using AiDevFramework.Grains.Abstractions.Documents;

namespace AiDevFramework.Plans.Views;

/// <summary>An item of a plan.</summary>
/// <param name="Kind">feature, criterion, story, nfr, metric, constraint, assumption, question, decision, event, command, aggregate, stack, service, entity,
/// interface, cut, stage, task or gate.</param>
/// <param name="Text">Its name, or its text: untrusted.</param>
/// <param name="Document">Where it stands; absent for what the ledger holds.</param>
/// <param name="Distance">How many steps it is away: 1 for what is named itself; 0 for the item that was asked for.</param>
public sealed record ItemView(string Id, string Kind, string Text, DocumentType? Document, int Distance);
