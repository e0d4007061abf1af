using AiDevFramework.Evaluation.Briefs;

namespace AiDevFramework.Evaluation;

/// <param name="Name">One word or two with a hyphen, for tables and <c>--only</c>.</param>
internal sealed record SampleIdea(string Name, string Text)
{
    /// <summary>The recorded plan that answers; <see langword="null"/> for none.</summary>
    public string? Example { get; init; }

    /// <summary>Small and large, plain and regulated, on the web, in a terminal and in a greenhouse, and not all in English.</summary>
    public static readonly IReadOnlyList<SampleIdea> Plain =
    [
        new("habit", "A habit tracker that counts streaks and reminds me once a day."),
        new("cli", "A command line tool that converts CSV files into JSON and back, for data engineers who live in the terminal."),
        new("roommates", "An app where roommates split bills, see who owes whom and settle their debts at the end of the month."),
        new("recipes", "An app for home cooks to share recipes with friends, keep track of what is in the pantry and plan the meals of a week."),
        new("tools", "A marketplace where neighbours lend tools to each other, with deposits, bookings, messages and reviews."),
        new("clinic", "Online appointment booking for small physiotherapy clinics. Patients book treatments, pay a deposit and get reminders; "
            + "clinicians keep health records; admins manage roles and permissions. Reports show how well the rooms are used."),
        new("greenhouse", "A dashboard for greenhouse operators that monitors temperature and humidity sensors, alerts on thresholds, keeps a year of "
            + "history and exports reports as CSV."),
        new("vegetables", "A marketplace where local farmers sell vegetables, customers order boxes online, and couriers deliver them with live "
            + "tracking on a map. Farmers are paid out every week."),
        new("garten", "Eine App für Gärtner, um Pflanzen zu verwalten, an das Gießen zu erinnern und Fotos der Beete mit Nachbarn zu teilen."),
        new("courses", "A language learning platform: students practise vocabulary with flashcards and take quizzes, teachers create courses and see "
            + "the progress of their classes, schools buy subscriptions and manage accounts."),
    ];

    /// <summary>Those, and ten that bind: hard demands, contradictions, one sentence, a page of 4,600 characters, in four languages.</summary>
    public static readonly IReadOnlyList<SampleIdea> All =
        [.. Plain, .. Brief.All.Where(brief => brief.Idea is not null).Select(brief => new SampleIdea(brief.Name, brief.Idea!))];

    /// <exception cref="FormatException">There is none of that name.</exception>
    public static SampleIdea Named(string name) => All.FirstOrDefault(idea => idea.Name == name)
        ?? throw new FormatException($"There is no idea {name}; there are {string.Join(", ", All.Select(idea => idea.Name))}.");
}
