namespace AiDevFramework.Web.Words;

/// <summary>Of the recorded examples. One whose name is not known here is shown by that name.</summary>
public sealed record ExampleTexts
{
    public required string Show { get; init; }

    /// <summary>By the example's name.</summary>
    public required IReadOnlyDictionary<string, string> Names { get; init; }

    public string NameOf(string example) => Names.GetValueOrDefault(example, example);

    /// <summary>The language that the example's idea is written in.</summary>
    public static string LanguageOf(string example) => example == "portal" ? "de" : "en";

    internal static readonly ExampleTexts English = new()
    {
        Show = "Show the plan",
        Names = new Dictionary<string, string>
        {
            ["marketplace"] = "Lending marketplace",
            ["renamer"] = "Photo renamer",
            ["portal"] = "Goods-in portal",
        },
    };

    internal static readonly ExampleTexts German = new()
    {
        Show = "Den Plan zeigen",
        Names = new Dictionary<string, string>
        {
            ["marketplace"] = "Werkzeug-Verleih",
            ["renamer"] = "Foto-Umbenenner",
            ["portal"] = "Wareneingangs-Portal",
        },
    };
}
