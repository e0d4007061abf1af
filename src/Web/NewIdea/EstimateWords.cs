using System.Globalization;
using AiDevFramework.Web.Words;

namespace AiDevFramework.Web.NewIdea;

/// <summary>An estimate in two lines, on the screen and for the script that renews them.</summary>
public static class EstimateWords
{
    public static string Range(IdeaEstimate estimate, IdeaTexts words) => estimate switch
    {
        { IsFree: true } => words.Free,
        { Min: { } min, Max: { } max } => string.Format(CultureInfo.InvariantCulture, words.Range, Amount.Of(min), Amount.Of(max)),
        _ => words.Unpriced,
    };

    public static string Advice(IdeaEstimate estimate, IdeaTexts words) => estimate switch
    {
        { IsFree: true } => words.FreeAdvice,
        { Sufficient: { } sufficient } => string.Format(CultureInfo.InvariantCulture, words.Advice, Amount.Of(sufficient)),
        _ => words.UnpricedAdvice,
    };
}
