using AiDevFramework.FakeOpenRouter;
using AiDevFramework.FakeOpenRouter.Log;
using AiDevFramework.FakeOpenRouter.Script;

namespace AiDevFramework.Cluster.Tests.Money;

/// <summary>What a provider can do wrong, dealt out by a seed.</summary>
internal sealed class Misbehaviours(int seed)
{
    /// <summary>What makes another call necessary.</summary>
    private static readonly Func<Behaviour>[] _bad =
    [
        () => Behaviours.RateLimited(), () => Behaviours.RateLimited("0"), () => Behaviours.RateLimited("1"), () => Behaviours.RateLimited("86400"),
        () => Behaviours.RateLimited("junk"), Behaviours.NoCredit, () => Behaviours.BudgetInFlight("1"), Behaviours.Unauthorized, Behaviours.Moderated,
        Behaviours.NoEndpoint, Behaviours.RequestTimeout, Behaviours.TooLarge, Behaviours.ContextTooLong, Behaviours.UnknownModel, Behaviours.ServerError,
        Behaviours.BadGateway, Behaviours.HtmlBadGateway, () => Behaviours.Unavailable(), Behaviours.GatewayTimeout, Behaviours.Overloaded,
        () => Behaviours.NewErrorForm(), () => Behaviours.NewErrorForm(500, retryable: false), () => Behaviours.Redirect(),
        () => Behaviours.ErrorChunk(), () => Behaviours.ErrorChunk(429), () => Behaviours.ErrorChunk(endAt: 0), () => Behaviours.EofWithoutFinish(),
        () => Behaviours.EofWithoutFinish(int.MaxValue), () => Behaviours.Reset(), () => Behaviours.Reset(endAt: 120), () => Behaviours.ContentFilter(40),
        Behaviours.EmptyStop, Behaviours.NullContent, Behaviours.NoChoices, Behaviours.Whitespace, () => Behaviours.Refusal(), Behaviours.WrongJson,
        Behaviours.SchemaInvalidJson, Behaviours.WrongLanguage, () => Behaviours.GzipBomb(1), () => Behaviours.Huge(1),
        () => Behaviours.RawBytes("<html>"u8.ToArray(), "text/html"), () => Behaviours.RawBytes("data: {\"choices\":[{\"delta\":"u8.ToArray()),
    ];

    /// <summary>An answer in JSON is too short to be cut. Cut behind the mark: else the fake goes on with another run's document.</summary>
    private static readonly Func<Behaviour>[] _badDocument = [.. _bad, () => Behaviours.Length(), () => Behaviours.MissingSections()];

    /// <summary>What takes long to notice, in a run at most once.</summary>
    private static readonly Func<Behaviour>[] _slow =
    [
        Behaviours.NeverAnswers, () => Behaviours.Stalled(), () => Behaviours.CommentsOnly(), Behaviours.Held, Behaviours.HeldMidAnswer, Behaviours.HeldBeforeFinish,
        () => Behaviours.Drip(1, 100),
    ];

    /// <summary>What a good reader does not mind.</summary>
    private static readonly Func<Behaviour>[] _odd =
    [
        Behaviours.UsageWithFinish, () => Behaviours.Comments(), Behaviours.SplitUtf8, Behaviours.Crlf, Behaviours.TwoDataLines, Behaviours.NoDone,
        () => Behaviours.Fenced(), Behaviours.LeadingProse, Behaviours.TrailingProse, Behaviours.Nul, Behaviours.LoneSurrogates, Behaviours.Bom, Behaviours.Bidi,
        Behaviours.InvalidUtf8, () => Behaviours.OtherModel(), Behaviours.UnpricedModel, Behaviours.CostNull, Behaviours.NoUsage, Behaviours.Byok,
        Behaviours.NegativeUsage, Behaviours.AbsurdUsage, Behaviours.MismatchedUsage, Behaviours.StringUsage, () => Behaviours.AnotherVariant(), Behaviours.Hostile,
        () => Behaviours.SlowFirstToken(300),
    ];

    private static readonly HashSet<string> _oddNames = [.. _odd.Select(make => make().Name)];

    private readonly Random _random = new(seed);

    /// <summary>Whether an answer was worse than odd.</summary>
    public static bool IsBad(LoggedCall call) => call.Behaviour != "clean" && !_oddNames.Contains(call.Behaviour);

    /// <summary>Makes the calls of one run go wrong.</summary>
    /// <param name="mark">Of the run's project.</param>
    /// <param name="bad">How many calls are to be in vain, perhaps one more that takes long. Each step's last call is merely odd.</param>
    public void Deal(FakeScript script, string mark, IReadOnlyList<string> steps, int bad)
    {
        var lists = steps.ToDictionary(step => step, _ => new List<Behaviour>());
        for (var number = 0; number < bad; number++)
        {
            var step = Pick(steps);
            lists[step].Add(Pick(step is Steps.SmartDetection or Steps.ApproachDetection ? _bad : _badDocument)());
        }

        if (_random.Next(2) == 0)
        {
            lists[Pick(steps)].Insert(0, Pick(_slow)());
        }

        foreach (var (step, list) in lists)
        {
            script.When(step, nth: 1, marker: mark).Answer([.. list, Pick(_odd)()]);
        }
    }

    private T Pick<T>(IReadOnlyList<T> from) => from[_random.Next(from.Count)];
}
