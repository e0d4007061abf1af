namespace AiDevFramework.Llm;

/// <summary>Whose call it is and what for. No provider hears of it.</summary>
/// <param name="UserId">Calls that wait for a place take turns by user.</param>
/// <param name="Purpose">What the call is made for, as the log names it.</param>
/// <param name="PurposeTag">The same as traces and metrics name it.</param>
/// <param name="Number">Counts the calls for the same purpose.</param>
/// <param name="ModelSetting">The setting that chooses the model.</param>
/// <param name="Request">The caller's own request. The ports get it back, and so does a client that answers in this process.</param>
internal sealed record CallOrigin(
    Guid ProjectId, Guid UserId, string Purpose, string PurposeTag, int Number, string ModelSetting, object Request);
