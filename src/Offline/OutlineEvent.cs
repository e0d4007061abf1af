namespace AiDevFramework.Offline;

internal sealed record OutlineEvent(string Name, string Meaning, string Command, string Who, bool Unhappy, string Aggregate);
