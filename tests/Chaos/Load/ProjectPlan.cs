namespace AiDevFramework.Chaos.Load;

/// <summary>What a client is going to do with a project: chosen by the seed, before anything goes wrong.</summary>
/// <param name="CancelAfter">Number of the event after which it cancels; <see langword="null"/>: not at all.</param>
/// <param name="Retries">How often it retries a failed run.</param>
/// <param name="SecondFeed">Whether it follows the project at both gateways.</param>
internal sealed record ProjectPlan(int Features, int? CancelAfter, int Retries, bool SecondFeed, int FirstGateway)
{
    public static ProjectPlan Of(Random random, int gateways) => new(
        random.Next(1, 9),
        random.Next(10) == 0 ? random.Next(1, 9) : null,
        random.Next(0, 3),
        random.Next(3) == 0,
        random.Next(gateways));

    public string Idea(string mark) =>
        $"A booking tool for small hotels with rooms, guests and invoices, features={Features} {mark}";
}
