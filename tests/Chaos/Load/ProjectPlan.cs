namespace AiDevFramework.Chaos.Load;

/// <summary>What a client is going to do with a project: chosen by the seed, before anything goes wrong.</summary>
/// <param name="CancelAfter">Number of the event after which it cancels; <see langword="null"/>: not at all.</param>
/// <param name="DeleteAfter">Number of the event after which it deletes the project, whatever it does; 0: when the run is over;
/// <see langword="null"/>: not at all.</param>
/// <param name="Retries">How often it retries a failed run.</param>
/// <param name="SecondFeed">Whether it follows the project at both gateways.</param>
/// <param name="Wish">What is wanted, and what binds it.</param>
internal sealed record ProjectPlan(int Features, int? CancelAfter, int? DeleteAfter, int Retries, bool SecondFeed, int FirstGateway, string Wish)
{
    /// <summary>Short ones are not missed in the fake's documents, which are about something else; long ones are, and are mended in vain.</summary>
    private static readonly string[] _wishes =
    [
        "A booking tool for small hotels with rooms, guests and invoices",
        "A booking tool for hotels",
        "A tool for hotels. The team has two developers and 20 weeks",
        "A tool for hotels. Only PostgreSQL, on-premise in our own data center, no cloud",
        "Ein Werkzeug für Hotels. Budget 60.000 EUR, Team von genau zwei Entwicklern, DSGVO-konform, ausschließlich on-premise",
    ];

    public static ProjectPlan Of(Random random, int gateways) => new(
        random.Next(1, 9),
        random.Next(10) == 0 ? random.Next(1, 9) : null,
        random.Next(12) switch { 0 => 0, 1 => random.Next(1, 9), _ => null },
        random.Next(0, 3),
        random.Next(3) == 0,
        random.Next(gateways),
        _wishes[random.Next(_wishes.Length)]);

    public string Idea(string mark) => $"{Wish}, features={Features} {mark}";
}
