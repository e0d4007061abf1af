namespace AiDevFramework.Offline;

/// <param name="Position">Of the first word that asks for it.</param>
/// <param name="Times">How often it is asked for.</param>
/// <param name="Noun">The word that asks for it, where that is a name for it.</param>
/// <param name="Object">What the idea wants to do it with, singular.</param>
internal sealed record AskedCapability(Capability Capability, int Position, int Times, string? Object, string? Noun);
