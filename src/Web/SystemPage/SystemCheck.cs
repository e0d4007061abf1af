namespace AiDevFramework.Web.SystemPage;

/// <param name="Problem"><see langword="null"/>: it is well.</param>
public sealed record SystemCheck(string Name, string? Problem);
