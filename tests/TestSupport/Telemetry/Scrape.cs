using System.Globalization;
using System.Text.RegularExpressions;

namespace AiDevFramework.TestSupport.Telemetry;

/// <summary>What <c>/metrics</c> answered, in the text format of Prometheus.</summary>
internal sealed partial class Scrape
{
    private readonly List<(string Name, string Labels, double Value)> _samples = [];

    /// <exception cref="FormatException">A line is neither a comment nor a sample.</exception>
    public Scrape(string text)
    {
        foreach (var line in text.Split('\n').Where(line => line.Length > 0 && line[0] != '#'))
        {
            var match = Sample().Match(line);
            if (!match.Success)
            {
                throw new FormatException($"No sample: {line}");
            }

            _samples.Add((match.Groups["name"].Value, match.Groups["labels"].Value, Parse(match.Groups["value"].Value)));
        }
    }

    public IReadOnlySet<string> Names => _samples.Select(sample => sample.Name).ToHashSet();

    /// <summary>All series of a name together, or those that have a certain label.</summary>
    /// <param name="label">As it is written: <c>reason="queue_full"</c>.</param>
    public double Sum(string name, string label = "") =>
        _samples.Where(sample => sample.Name == name && sample.Labels.Contains(label, StringComparison.Ordinal)).Sum(sample => sample.Value);

    private static double Parse(string value) => value switch
    {
        "+Inf" => double.PositiveInfinity,
        "-Inf" => double.NegativeInfinity,
        _ => double.Parse(value, CultureInfo.InvariantCulture), // NaN too
    };

    [GeneratedRegex("""^(?<name>[a-zA-Z_:][a-zA-Z0-9_:]*)(\{(?<labels>([a-zA-Z_][a-zA-Z0-9_]*="([^"\\]|\\.)*",?)*)\})? (?<value>\S+)( -?\d+)?$""")]
    private static partial Regex Sample();
}
