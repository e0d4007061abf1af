using System.Globalization;

namespace AiDevFramework.Benchmarks.Measuring;

/// <summary>Options of a command line, each with a value: <c>--runs 5</c>.</summary>
internal sealed class Arguments
{
    private readonly Dictionary<string, string> _values = [];

    /// <exception cref="FormatException">An option is not known or has no value.</exception>
    public Arguments(IReadOnlyList<string> args, params IReadOnlyCollection<string> known)
    {
        for (var at = 0; at < args.Count; at += 2)
        {
            var name = args[at].StartsWith("--", StringComparison.Ordinal) ? args[at][2..] : "";
            if (!known.Contains(name) || at + 1 == args.Count)
            {
                throw new FormatException($"'{args[at]}' is no option, or lacks its value.");
            }

            _values[name] = args[at + 1];
        }
    }

    public string Text(string name, string usual) => _values.GetValueOrDefault(name, usual);

    public int Count(string name, int usual) =>
        Number(name, Text(name, usual.ToString(CultureInfo.InvariantCulture))) is var number && number == Math.Truncate(number)
            ? (int)number
            : throw new FormatException($"--{name} must be a whole number.");

    public TimeSpan Seconds(string name, double usual) =>
        TimeSpan.FromSeconds(Number(name, Text(name, usual.ToString(CultureInfo.InvariantCulture))));

    public IReadOnlyList<int> Counts(string name, string usual) =>
        [.. Text(name, usual).Split(',').Select(part => (int)Number(name, part))];

    private static double Number(string name, string text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number is > 0 and < 1e9
            ? number
            : throw new FormatException($"--{name} must be a number above 0, not '{text}'.");
}
