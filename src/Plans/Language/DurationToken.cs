namespace AiDevFramework.Plans.Language;

/// <param name="Kind">What it is: a number, a word, a sign of a range, or something else.</param>
/// <param name="Value">Of a number in digits.</param>
internal readonly record struct DurationToken(DurationTokenKind Kind, int Start, int End, decimal Value);

internal enum DurationTokenKind
{
    Number,
    Word,
    Range,
    Other,
}
