namespace AiDevFramework.Benchmarks.Measuring;

/// <summary>How many times one thing is the other, from pairs that were measured one right after the other.</summary>
/// <param name="Mean">Geometric mean of the pairs' ratios.</param>
/// <param name="Low">Lower end of its 90 % interval.</param>
/// <param name="High">Upper end.</param>
internal readonly record struct Ratio(double Mean, double Low, double High)
{
    /// <summary>Samples drawn from the pairs. The interval is a bootstrap: it assumes nothing about how the noise is distributed.</summary>
    private const int Resamples = 10_000;

    /// <param name="ratios">One of each pair, above 0, not empty.</param>
    public static Ratio Of(IReadOnlyList<double> ratios)
    {
        var logs = ratios.Select(ratio => Math.Log(ratio)).ToArray();
        var random = new Random(1); // the same pairs give the same interval
        var means = new double[Resamples];
        for (var sample = 0; sample < Resamples; sample++)
        {
            var sum = 0.0;
            for (var draw = 0; draw < logs.Length; draw++)
            {
                sum += logs[random.Next(logs.Length)];
            }

            means[sample] = sum / logs.Length;
        }

        Array.Sort(means);
        return new Ratio(
            Math.Exp(logs.Average()), Math.Exp(Spread.Percentile(means, 0.05)), Math.Exp(Spread.Percentile(means, 0.95)));
    }

    public override string ToString() => string.Create(
        System.Globalization.CultureInfo.InvariantCulture, $"{Mean:0.000} (90 %: {Low:0.000}-{High:0.000})");
}
