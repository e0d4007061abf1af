using System.Diagnostics;
using System.Globalization;
using AiDevFramework.Web.Words;

namespace AiDevFramework.Web.NewIdea;

/// <summary>A complaint as a sentence that says what is needed.</summary>
internal static class ComplaintWords
{
    public static string Of(IdeaComplaint complaint, IdeaLimitFacts limits, IdeaTexts words) => complaint.Fault switch
    {
        IdeaFault.TooShort => With(words.TooShort, limits.Shortest, complaint.Number),
        IdeaFault.TooLong => With(words.TooLong, limits.Longest, complaint.Number),
        IdeaFault.TooMany => With(words.TooMany, limits.MostConstraints, complaint.Number),
        IdeaFault.Line => With(words.BadLine, complaint.Number, limits.ShortestConstraint, limits.LongestConstraint),
        IdeaFault.NoAmount => words.NoAmount,
        IdeaFault.NoLanguage => words.NoLanguage,
        _ => throw new UnreachableException($"The page has no words for {complaint.Fault}."),
    };

    private static string With(string sentence, params object[] numbers) => string.Format(CultureInfo.InvariantCulture, sentence, numbers);
}
