using System.Globalization;
using AiDevFramework.Grains.Abstractions;

namespace AiDevFramework.Grains.Phases;

/// <summary>
/// A model's JSON object, read tolerantly: <see cref="LooseJson"/> says what counts as JSON. Numbers and booleans may be written as texts. A
/// value of another kind is a complaint; whether a missing one matters is the caller's decision.
/// </summary>
internal sealed class JsonAnswer
{
    public const string NotAnObject = "The answer is not one JSON object. Answer with exactly one JSON object and nothing else.";

    /// <summary>Longest text that is kept of a member; models were asked for 80 words.</summary>
    private const int MaxText = 2000;

    private readonly LooseObject _root;

    private JsonAnswer(LooseObject root) => _root = root;

    /// <summary>Whether the object had its closing brace.</summary>
    public bool IsClosed => _root.IsClosed;

    /// <summary>
    /// Finds the answer among the objects of a text: an example or a draft comes before it, and some models wrap it. One with several of the
    /// members goes before one with a single one, a closed one before one that is not, and a later one before an earlier one.
    /// </summary>
    /// <param name="members">The answer has at least one of these. Where there are none, any object will do.</param>
    /// <returns><see langword="null"/> where there is no such object.</returns>
    public static JsonAnswer? Read(string text, params IReadOnlyList<string> members)
    {
        var best = default(LooseObject);
        var bestRank = -1;
        foreach (var found in LooseObjects.In(text))
        {
            if (RankOf(found, members) is var rank && rank >= bestRank && rank >= 0)
            {
                (best, bestRank) = (found, rank);
            }
        }

        return best is null ? null : new JsonAnswer(best);
    }

    /// <returns>The text of the member, trimmed and at most 2000 characters; <see langword="null"/> where it is no text.</returns>
    public string? Text(string name)
    {
        return Find(name) is LooseText member && TextSanitiser.Clean(member.Text).Trim() is { Length: > 0 } text
            ? TextCut.AtMost(text, MaxText)
            : null;
    }

    public bool? Truth(string name, List<string> complaints) => Find(name) switch
    {
        null => null,
        LooseTruth member => member.Value,
        LooseText member when bool.TryParse(member.Text, out var value) => value,
        _ => Complain<bool>(name, "true or false", complaints),
    };

    public int? WholeNumber(string name, int least, int most, List<string> complaints)
    {
        var expected = string.Create(CultureInfo.InvariantCulture, $"a whole number from {least} to {most}");
        return Find(name) switch
        {
            null => null,
            LooseNumber member when TryReadNumber(member.Raw, NumberStyles.Float, out var value) => value,
            LooseText member when TryReadNumber(
                member.Text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, out var value) => value,
            _ => Complain<int>(name, expected, complaints),
        };

        bool TryReadNumber(string written, NumberStyles styles, out int whole)
        {
            var isWhole = double.TryParse(written.Replace("_", "", StringComparison.Ordinal), styles, CultureInfo.InvariantCulture, out var value)
                && value >= least && value <= most && value == Math.Floor(value);
            whole = isWhole ? (int)value : 0;
            return isWhole;
        }
    }

    public T? Name<T>(string name, List<string> complaints)
        where T : struct, Enum => Find(name) switch
        {
            null => null,
            LooseText member when WireName.TryParse<T>(member.Text.Trim().ToUpperInvariant(), out var value) => value,
            _ => Complain<T>(name, string.Join(" or ", Enum.GetValues<T>().Select(value => $"\"{WireName.Of(value)}\"")), complaints),
        };

    /// <returns>Whether the object has the member, whatever its value.</returns>
    public bool Has(string name) => Find(name) is not null;

    /// <returns>The objects of the member's array; none where it is no array.</returns>
    public IEnumerable<LooseObject> Objects(string name) => Find(name) is LooseList list ? list.Items.OfType<LooseObject>() : [];

    /// <returns>The texts of the member's array; none where it is no array.</returns>
    public IEnumerable<string> Texts(string name) => TextsOf(Find(name));

    /// <returns>The texts of an array, and of a text itself: some models write one entry without its brackets.</returns>
    public static IEnumerable<string> TextsOf(LooseValue? value) => value switch
    {
        LooseList list => list.Items.OfType<LooseText>().Select(item => TextSanitiser.Clean(item.Text)),
        LooseText text => [TextSanitiser.Clean(text.Text)],
        _ => [],
    };

    /// <returns>How many entries the member's array has; <see langword="null"/> where it is no array or empty.</returns>
    public int? LengthOf(string name) => Find(name) is LooseList { Items.Count: > 0 and var length } ? length : null;

    private static T? Complain<T>(string name, string expected, List<string> complaints)
        where T : struct
    {
        complaints.Add($"The member \"{name}\" must be {expected}.");
        return null;
    }

    /// <returns>-1 for an object that is not the answer.</returns>
    private static int RankOf(LooseObject found, IReadOnlyList<string> members)
    {
        var count = members.Count(member => found.Find(member) is not (null or LooseObject)); // a schema describes its members in objects
        return (count, members.Count) switch
        {
            (_, 0) => found.IsClosed ? 1 : 0,
            (0, _) => -1,
            (1, > 1) => found.IsClosed ? 1 : 0,
            _ => found.IsClosed ? 3 : 2,
        };
    }

    /// <summary>Null counts as missing.</summary>
    private LooseValue? Find(string name) => _root.Find(name) is { } member && member != LooseValue.Missing ? member : null;
}
