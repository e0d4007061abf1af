using System.Collections.Frozen;
using System.Text;
using System.Text.Json;
using AiDevFramework.Grains.Abstractions;
using AiDevFramework.Grains.Abstractions.Documents;
using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.Grains.State;
using AiDevFramework.Plans.Catalogue;

namespace AiDevFramework.Grains.Workflow;

/// <summary>
/// The columns <c>input_data</c> and <c>output_data</c> of <c>workflow_states</c>: facts, and the names under which the texts of a
/// phase are found. Documents are rows of <c>documents</c>, calls are rows of <c>llm_logs</c>, the idea is in <c>projects</c>.
/// </summary>
internal static class PhaseData
{
    /// <summary>Those that the steps of a phase work on.</summary>
    private static readonly FrozenDictionary<Phase, DocumentType[]> s_documents = StepCatalogue.Phases.ToFrozenDictionary(
        phase => phase,
        phase => StepCatalogue.Of(phase)
            .SelectMany(row => row.Inputs)
            .Select(input => input.Author is { } author ? StepCatalogue.Of(author).Document?.Type : null)
            .OfType<DocumentType>()
            .Distinct()
            .ToArray());

    /// <summary>What the phase works on: the idea, documents of earlier phases, and answers of an earlier run that it goes on with.</summary>
    public static string Input(WorkflowState state, Phase phase)
    {
        var calls = StepCatalogue.Of(phase)
            .SelectMany(row => StepRules.ConversationOf(state, row.Step)).Select(NameOf).ToList();
        return StoreJson.Write(new
        {
            state.Project.Run,
            idea_characters = state.Project.Idea.Length,
            Documents = s_documents[phase].Where(state.Documents.ContainsKey).Select(type => NameOf(state.Documents[type])).ToList(),
            Calls = calls.Count == 0 ? null : calls,
        });
    }

    /// <param name="facts">What the phase found out, or why it failed; its members stand beside the names.</param>
    /// <param name="documents">Those that the phase wrote.</param>
    /// <param name="calls">The model calls of the phase, oldest first.</param>
    public static string Output(object? facts, IReadOnlyList<StoredDocument> documents, IEnumerable<CallRecord> calls)
    {
        var names = StoreJson.Write(new Names([.. documents.Select(NameOf)], [.. calls.Select(NameOf)]));
        return facts is null || JsonSerializer.Serialize(facts, facts.GetType(), StoreJson.Options) is not ['{', not '}', ..] members
            ? names
            : string.Concat(members.AsSpan(0, members.Length - 1), ",", names.AsSpan(1));
    }

    private static DocumentName NameOf(StoredDocument document) => new(
        document.Id, document.Type, Encoding.UTF8.GetByteCount(document.ContentMd), WireTime.Format(document.CreatedAt));

    private static CallName NameOf(CallRecord call) => new(call.Id, call.Run, call.Step, call.CallNumber);

    /// <summary>Nothing that a phase finds out has these names.</summary>
    private sealed record Names(IReadOnlyList<DocumentName> Documents, IReadOnlyList<CallName> Calls);

    /// <param name="CreatedAt">Tells which text it was, should the document be written anew.</param>
    private sealed record DocumentName(Guid Id, DocumentType Type, int Bytes, string CreatedAt);

    private sealed record CallName(Guid Id, int Run, Step Step, int CallNumber);
}
