using System.Collections.Frozen;

namespace AiDevFramework.Plans.Language;

/// <summary>Small letters with an accent of their own behind them, as some systems write them, and the one character that both are. This build
/// has no tables of Unicode for that (it knows no cultures); these are the letters of European languages.</summary>
internal static class Accents
{
    private static readonly FrozenDictionary<(int Letter, int Accent), char> _composed = new[]
    {
        (0x300, "aeiou", "àèìòù"),
        (0x301, "aceilnorsuyz", "áćéíĺńóŕśúýź"),
        (0x302, "aceghijosuwy", "âĉêĝĥîĵôŝûŵŷ"),
        (0x303, "ainou", "ãĩñõũ"),
        (0x304, "aeiou", "āēīōū"),
        (0x306, "aegiouиеу", "ăĕğĭŏŭйӗў"),
        (0x307, "cegz", "ċėġż"),
        (0x308, "aeiouyиеуі", "äëïöüÿӥёӱї"),
        (0x30A, "au", "åů"),
        (0x30B, "ou", "őű"),
        (0x30C, "cdelnrstz", "čďěľňřšťž"),
        (0x327, "cgklnrst", "çģķļņŗşţ"),
        (0x328, "aeiu", "ąęįų"),
    }.SelectMany(row => row.Item2.Zip(row.Item3, (letter, composed) => ((int)letter, row.Item1, composed)))
        .ToFrozenDictionary(item => (item.Item1, item.Item2), item => item.composed);

    /// <param name="letter">A small letter.</param>
    public static bool TryCompose(char letter, int accent, out char composed) => _composed.TryGetValue((letter, accent), out composed);
}
