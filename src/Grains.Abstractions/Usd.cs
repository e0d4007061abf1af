namespace AiDevFramework.Grains.Abstractions;

/// <summary>US dollars as this service keeps and shows them: six places, half-even.</summary>
public static class Usd
{
    /// <summary>Digits behind the point.</summary>
    private const int Places = 6;

    /// <summary>Rounded to six places, without trailing zeros: 0.120000 becomes 0.12.</summary>
    public static decimal Normalize(decimal usd) => Round(usd) / 1.0000000000000000000000000000m; // the division drops trailing zeros

    /// <summary>Rounded to six places; zeros at the end stay.</summary>
    public static decimal Round(decimal usd) => Math.Round(usd, Places, MidpointRounding.ToEven);

    /// <summary>Rounded up to six places, for what must be enough.</summary>
    public static decimal RoundUp(decimal usd) => Math.Round(usd, Places, MidpointRounding.ToPositiveInfinity);
}
