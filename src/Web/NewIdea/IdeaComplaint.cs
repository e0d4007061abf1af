namespace AiDevFramework.Web.NewIdea;

/// <summary>What is wrong with a field.</summary>
/// <param name="Number">What the sentence is about: how many characters there are, or which line it is.</param>
public sealed record IdeaComplaint(IdeaField Field, IdeaFault Fault, int Number = 0);

public enum IdeaFault
{
    TooShort = 0,
    TooLong = 1,

    /// <summary>A character that cannot be stored.</summary>
    Unstorable = 2,
    TooMany = 3,

    /// <summary>One line of several is too short or too long.</summary>
    Line = 4,
    NoAmount = 5,
    NoLanguage = 6,
}
