namespace AiDevFramework.Offline;

/// <param name="Unhappy">Something went wrong, expired or was refused.</param>
internal sealed record EventTemplate(string Name, string Meaning, string Command, string Who, bool Unhappy);
