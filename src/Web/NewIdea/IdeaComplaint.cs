namespace AiDevFramework.Web.NewIdea;

/// <summary>What is wrong with a field.</summary>
/// <param name="Number">What the sentence is about: how many characters there are, or which line it is.</param>
public sealed record IdeaComplaint(IdeaField Field, IdeaFault Fault, int Number = 0);

public enum IdeaFault
{
    TooShort = 0,
    TooLong = 1,
    TooMany = 2,

    /// <summary>One line of several is too short or too long.</summary>
    Line = 3,
    NoAmount = 4,
    NoLanguage = 5,
}
