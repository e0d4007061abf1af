namespace AiDevFramework.Web.Words;

/// <param name="Detail">What to do.</param>
public sealed record Refusal(string Title, string Detail);
