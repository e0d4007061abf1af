namespace AiDevFramework.Grains.Abstractions;

/// <summary>US dollars as this service keeps and shows them: six places, half-even.</summary>
public static class Usd
{
    /// <summary>Rounded to six places, without trailing zeros: 0.120000 becomes 0.12.</summary>
    public static decimal Normalize(decimal usd) =>
        Math.Round(usd, 6, MidpointRounding.ToEven) / 1.0000000000000000000000000000m; // the division drops trailing zeros
}
