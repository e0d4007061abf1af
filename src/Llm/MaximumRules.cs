using System.Globalization;
using System.Text.RegularExpressions;

namespace AiDevFramework.Llm;

/// <summary>Reads the largest possible completion limit from the words of a refusal. Servers give some of: the context, the prompt's tokens, the sum
/// of both, and the most that the model writes. The prompt is never shortened. Pure.</summary>
internal static partial class MaximumRules
{
    /// <summary>A smaller number in an error is part of a name or the least that a limit may be.</summary>
    private const int LeastNumber = 128;

    // UTF-8 bytes per token, as ContextRules has them.
    private const int BytesPerTokenAtMost = 5;
    private const int BytesPerTokenAtLeast = 3;

    /// <summary>Whether the words are about the size of a limit, not about the member.</summary>
    public static bool IsTooHigh(string message) => TooHigh().IsMatch(message);

    /// <summary>Whether the words say anything of a context or a completion, so that a smaller limit may help.</summary>
    public static bool IsAboutMaximum(string message) => Context().IsMatch(message) || OutputLimit().IsMatch(message) || TooHigh().IsMatch(message);

    /// <param name="message">The provider's words.</param>
    /// <returns><see langword="null"/> where no limit helps: the prompt alone is too long, or none was sent.</returns>
    public static AskAgain? Lower(string message, SentMembers sent)
    {
        if (sent.MaxTokens is not { } asked || PromptAlone().IsMatch(message))
        {
            return null;
        }

        var numbers = NumbersOf(message);
        var others = numbers.Where(number => number != asked).Distinct().ToList();
        var (most, learned) = Context().IsMatch(message) && !OutputLimit().IsMatch(message)
            ? WithinContext(message, numbers, others, sent)
            : WithinOutput(message, others, asked);
        return most >= Math.Min(sent.LeastTokens, asked) && most < asked ? new AskAgain(RefusedMembers.None, most, learned) : null;
    }

    private static (int Most, ModelLimits Limits) WithinContext(string message, List<int> numbers, List<int> others, SentMembers sent)
    {
        var asked = sent.MaxTokens!.Value;
        if ((Written(message) ?? Split(numbers, others, asked)) is { } split)
        {
            return (split.Context - split.Prompt, new ModelLimits(split.Context, null));
        }

        var least = others.Count == 0 ? default(int?) : others.Min();
        return (ContextIn(message) ?? least) is { } context
            ? (Estimated(context, sent), new ModelLimits(context, null))
            : (asked / 2, default);
    }

    private static (int Most, ModelLimits Limits) WithinOutput(string message, List<int> others, int asked)
    {
        var limit = others.Where(number => number <= asked).DefaultIfEmpty().Max();
        var most = Exclusive().IsMatch(message) ? limit - 1 : limit;
        return limit > 0 ? (most, new ModelLimits(null, most)) : (asked / 2, default);
    }

    /// <summary>The context and the prompt, where the words say which number is which.</summary>
    private static (int Context, int Prompt)? Written(string message)
    {
        if (Sum().Match(message) is { Success: true } sum) // "190000 + 20000 > 200000"
        {
            return (NumberIn(sum.Groups[3]), NumberIn(sum.Groups[1]));
        }

        if (Difference().Match(message) is { Success: true } difference) // "8000 > 8192 - 1500"
        {
            return (NumberIn(difference.Groups[1]), NumberIn(difference.Groups[2]));
        }

        return ContextIn(message) is { } context && PromptSize().Match(message) is { Success: true } prompt ? (context, NumberIn(prompt.Groups[1])) : null;
    }

    /// <summary>How the numbers come together, where the words do not say it: prompt and limit make more than the context.</summary>
    private static (int Context, int Prompt)? Split(List<int> numbers, List<int> others, int asked)
    {
        // "8192, 9500, 1500, 8000"
        foreach (var total in others.Where(number => number > asked))
        {
            var prompt = total - asked;
            if (numbers.Contains(prompt) && others.Where(number => number < total && number > prompt).DefaultIfEmpty().Max() is > 0 and var context)
            {
                return (context, prompt);
            }
        }

        // "4096, 3000, 2000"
        if (numbers.Contains(asked) && others.Count >= 2)
        {
            var context = others.Max();
            var prompt = others.Where(number => number < context).Max();
            return prompt + asked > context ? (context, prompt) : null;
        }

        // "context 4096, requested 9000"
        return !numbers.Contains(asked) && others.Count == 2 && others.Max() > asked ? (others.Min(), others.Max() - asked) : null;
    }

    /// <summary>What is left beside the prompt, where only its bytes are known.</summary>
    private static int Estimated(int context, SentMembers sent) => context - (sent.PromptBytes / BytesPerTokenAtMost) < sent.LeastTokens
        ? 0
        : Math.Min(sent.MaxTokens!.Value / 2, Math.Max(sent.LeastTokens, context - (sent.PromptBytes / BytesPerTokenAtLeast)));

    private static List<int> NumbersOf(string message) =>
    [
        .. Number().Matches(message)
            .Select(match => match.Value.Replace(",", "", StringComparison.Ordinal).Replace("_", "", StringComparison.Ordinal))
            .Select(digits => int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0)
            .Where(number => number >= LeastNumber),
    ];

    private static int? ContextIn(string message) => ContextSize().Match(message) switch
    {
        { Success: false } => null,
        { Groups: [_, { Success: true } first, ..] } => NumberIn(first),
        var match => NumberIn(match.Groups[2]),
    };

    private static int NumberIn(Group digits) => NumbersOf(digits.Value) is [var number] ? number : 0;

    /// <summary>Matches an output limit that is named by itself, and not as the rest of the context.</summary>
    [GeneratedRegex(
        @"(?<!\+ [`'""]?)max_(completion_|new_|output_)?tokens[`'""]?\)? (must be (less than( or equal to)?|<=?|at most|between)|.{0,20}\bsupports at most)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex OutputLimit();

    [GeneratedRegex(@"(\d[\d,]*) \+ (\d[\d,]*) > (\d[\d,]*)", RegexOptions.CultureInvariant)]
    private static partial Regex Sum();

    [GeneratedRegex(@"> (\d[\d,]*) - (\d[\d,]*)", RegexOptions.CultureInvariant)]
    private static partial Regex Difference();

    [GeneratedRegex(@"context (?:length|size|window|limit)(?: is| of| limit)?(?: only)?[ :=(`']{1,3}(\d[\d,]*)|(?:context of|n_ctx[ =:]{1,3})(\d[\d,]*)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex ContextSize();

    [GeneratedRegex(@"(\d[\d,]*) (?:tokens )?(?:in the (?:messages|prompt|input)|of text|input tokens|prompt tokens|`?inputs`? tokens|from the (?:input|prompt))", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex PromptSize();

    /// <summary>Not a part of a name or of a date.</summary>
    [GeneratedRegex(@"(?<![\w.\-/])(\d{1,3}(?:[,_]\d{3})+|\d+)(?![\w\-/])", RegexOptions.CultureInvariant)]
    private static partial Regex Number();

    [GeneratedRegex(@"context|`?inputs`? tokens|total tokens|in total|prompt", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Context();

    [GeneratedRegex(
        @"prompt (is |was )?too (long|large)|input is too long|input too long|(prompt|input) (token count|tokens?|length)\b(?! and)((?!max_|completion|output).){0,30}\b(exceed|must|should be)|prompt contains \d"
        + @"|too many input tokens|prompt exceeds|tokens to keep from the initial prompt|keep the first|shorter input|must have less|exceeds the available context size"
        + @"|maximum prompt length|must be at least 1, got -",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex PromptAlone();

    [GeneratedRegex(
        @"too (large|high|big|long)|exceed|at most|no more than|must be (<=?|less|between|lower|smaller)|less than|maximum (allowed|value|number|of)|greater than|larger than|out of range|\brange\b|>|above the|up to|supports? only|only supports?|<= ?\d|model limit",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex TooHigh();

    [GeneratedRegex(@"\bexclusive\b|(less|lower|smaller) than (?!or equal)[`'""]?\d|must be < ?[`'""]?\d", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Exclusive();
}
