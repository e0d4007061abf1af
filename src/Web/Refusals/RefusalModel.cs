namespace AiDevFramework.Web.Refusals;

/// <summary>A refusal, as the API would tell it.</summary>
/// <param name="Status">Of HTTP.</param>
/// <param name="Title">In English, for what the page has no words of its own.</param>
/// <param name="Detail">What to do, in English.</param>
/// <param name="Trace">What the log entry of a fault can be found by.</param>
/// <param name="MayAskAgain">Whether the same address can be asked once more without doing something twice.</param>
public sealed record RefusalModel(int Status, string Title, string Detail, string? Trace, bool MayAskAgain);
