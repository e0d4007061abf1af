namespace AiDevFramework.Offline;

/// <param name="Text">As it stands in the idea.</param>
/// <param name="Plain">Lower case, Latin letters without marks.</param>
/// <param name="Opens">A clause begins with it.</param>
internal sealed record IdeaWord(string Text, string Plain, bool Opens);
