using AiDevFramework.Plans.Intake;
using AiDevFramework.Plans.Language;

namespace AiDevFramework.Plans.Checks.Demands;

/// <summary>What a text says the work costs.</summary>
internal static class MoneyText
{
    /// <summary>Longer texts are no statement of a price.</summary>
    private const int MostCharacters = 2000;

    /// <summary>No day of a person costs more, in any currency.</summary>
    private const decimal Most = 1_000_000;

    private static readonly PhraseList s_costs = new(
        "budget", "budgets", "cost", "costs", "spend", "spending", "total price", "effort", "kosten", "kostet", "gesamtkosten", "ist-kosten", "istkosten", "projektkosten", "aufwand", "etat", "ausgaben", "reserve", "presupuesto",
        "coste*", "custo*", "costo", "costi", "kost", "koszt*");

    private static readonly PhraseList s_rates = new(
        "day rate", "daily rate", "rate of", "per day", "a day", "per person-day", "tagessatz", "tagessätze", "je tag", "pro tag", "am tag", "je personentag", "/tag", "/day");

    /// <returns>The sums that pay for the project; none of a text that does not speak of costs.</returns>
    public static IEnumerable<(decimal Amount, string Currency)> SumsIn(string text, bool hasCosts = false)
    {
        if (text.Length > MostCharacters || !(hasCosts || s_costs.IsIn(text)) || !text.AsSpan().ContainsAnyInRange('0', '9'))
        {
            return [];
        }

        var read = IdeaText.Read(text);
        return Price.In(read, 0, read.Tokens.Count).Where(price => price is { Per: null, Amount: > 0 }).Select(price => (price.Amount, price.Currency));
    }

    /// <returns>What a day of work costs, as the text says: the sum for a day, else the one behind the word for it, else the one before.</returns>
    public static (decimal Amount, string Currency)? RateIn(string text)
    {
        if (text.Length > MostCharacters || !s_rates.IsIn(text) || !text.AsSpan().ContainsAnyInRange('0', '9'))
        {
            return null;
        }

        var read = IdeaText.Read(text);
        var isNamed = text.Contains("rate", StringComparison.OrdinalIgnoreCase) || text.Contains("satz", StringComparison.OrdinalIgnoreCase)
            || text.Contains("person", StringComparison.OrdinalIgnoreCase) || TeamText.HasMakers(text);
        if (!isNamed)
        {
            return null;
        }

        var named = s_rates.Find(text, 0).Start;
        var prices = Price.In(read, 0, read.Tokens.Count).Where(price => price.Amount is > 0 and < Most).Select(price => (Price?)price).ToList();
        var rate = prices.Find(price => price!.Value.Per is Meaning.Day) ?? prices.Find(price => read.Tokens[price!.Value.First].Start >= named) ?? prices.LastOrDefault();
        return rate is { } known ? (known.Amount, known.Currency) : null;
    }
}
