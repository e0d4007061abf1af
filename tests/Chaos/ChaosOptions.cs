using System.Globalization;
using System.Security.Cryptography;
using AiDevFramework.TestSupport;

namespace AiDevFramework.Chaos;

/// <param name="Duration">How long faults and load last; healing and checking come on top.</param>
/// <param name="FaultsPerMinute">On average; a fault that takes long, such as a frozen silo, delays the next.</param>
/// <param name="Folder">Where the evidence goes; emptied at the start.</param>
internal sealed record ChaosOptions(TimeSpan Duration, int Seed, double FaultsPerMinute, int Clients, Profile Profile, string Folder)
{
    /// <exception cref="FormatException">An option is not known, or its value is no number in range.</exception>
    public static ChaosOptions Parse(IReadOnlyList<string> args)
    {
        var values = new Dictionary<string, string>();
        for (var at = 0; at < args.Count; at += 2)
        {
            if (at + 1 == args.Count || args[at] is not ("--minutes" or "--seed" or "--rate" or "--clients" or "--profile" or "--keep"))
            {
                throw new FormatException($"'{args[at]}' is no option, or lacks its value.");
            }

            values[args[at]] = args[at + 1];
        }

        var seed = values.ContainsKey("--seed") ? (int)Number("--seed", 0, 0, int.MaxValue) : RandomNumberGenerator.GetInt32(1, 1_000_000);
        var minutes = Number("--minutes", 2, 0.1, 10_000);
        var profile = values.GetValueOrDefault("--profile", "mixed") switch
        {
            "mixed" => Profile.Mixed,
            "zombies" => Profile.Zombies,
            "mends" => Profile.Mends,
            var other => throw new FormatException($"--profile is mixed, mends or zombies, not '{other}'."),
        };
        return new ChaosOptions(
            TimeSpan.FromMinutes(minutes), seed, Number("--rate", 12, 0.1, 600),
            (int)Number("--clients", profile is Profile.Zombies ? 240 : 96, 1, 1000), profile,
            values.GetValueOrDefault("--keep")
                ?? Path.Combine(Repository.Root, "TestResults", string.Create(CultureInfo.InvariantCulture, $"chaos-{seed}")));

        double Number(string name, double usual, double least, double most) =>
            !values.TryGetValue(name, out var text) ? usual
            : double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
                && number >= least && number <= most ? number
            : throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"{name} takes a number from {least} to {most}, not '{text}'."));
    }

    /// <summary>The command that does the same again.</summary>
    public string Command => string.Create(
        CultureInfo.InvariantCulture,
        $"./chaos.sh --minutes {Duration.TotalMinutes:0.##} --seed {Seed} --rate {FaultsPerMinute:0.##} --clients {Clients}{(Profile is Profile.Mixed ? "" : $" --profile {(Profile is Profile.Zombies ? "zombies" : "mends")}")}");
}
