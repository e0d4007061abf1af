using AiDevFramework.FakeOpenRouter;
using AiDevFramework.FakeOpenRouter.Script;

namespace AiDevFramework.Chaos.Load;

/// <summary>What the model does, by the seed: mostly its work, sometimes every kind of failure there is.</summary>
internal static class ModelTroubles
{
    private const int CallsPerStep = 20_000;

    private static readonly Behaviour[] _passing =
    [
        Behaviours.RateLimited(), Behaviours.RateLimited("1"), Behaviours.RateLimited("junk"), Behaviours.BudgetInFlight(),
        Behaviours.ServerError(), Behaviours.BadGateway(), Behaviours.HtmlBadGateway(), Behaviours.Unavailable(),
        Behaviours.GatewayTimeout(), Behaviours.Overloaded(), Behaviours.RequestTimeout(), Behaviours.NewErrorForm(),
        Behaviours.ErrorChunk(), Behaviours.ErrorChunk(429, endAt: 40), Behaviours.EofWithoutFinish(), Behaviours.Reset(),
        Behaviours.Reset(endAt: 300), Behaviours.NeverAnswers(), Behaviours.Stalled(), Behaviours.CommentsOnly(),
    ];

    private static readonly Behaviour[] _final =
    [
        Behaviours.NoCredit(), Behaviours.Unauthorized(), Behaviours.Moderated(), Behaviours.NoEndpoint(), Behaviours.ContextTooLong(),
        Behaviours.UnknownModel(), Behaviours.TooLarge(), Behaviours.Refusal(), Behaviours.ContentFilter(), Behaviours.RateLimited("86400"),
        Behaviours.EmptyStop(), Behaviours.Whitespace(), Behaviours.NullContent(), Behaviours.NoChoices(), Behaviours.Redirect(),
    ];

    private static readonly Behaviour[] _odd =
    [
        Behaviours.Fenced("markdown"), Behaviours.LeadingProse(), Behaviours.TrailingProse(), Behaviours.Nul(), Behaviours.LoneSurrogates(),
        Behaviours.Bom(), Behaviours.InvalidUtf8(), Behaviours.Crlf(), Behaviours.Comments(), Behaviours.TwoDataLines(), Behaviours.NoDone(),
        Behaviours.UsageWithFinish(), Behaviours.NoUsage(), Behaviours.CostNull(), Behaviours.MismatchedUsage(), Behaviours.OtherModel(),
        Behaviours.UnpricedModel(), Behaviours.SlowFirstToken(1000), Behaviours.AnotherVariant(),
    ];

    private static readonly Behaviour[] _document = [Behaviours.Length(), Behaviours.MissingSections(), Behaviours.WrongLanguage()];

    private static readonly Behaviour[] _decision =
    [
        Behaviours.WrongJson(), Behaviours.SchemaInvalidJson(), Behaviours.Undecided(), Behaviours.DuplicateKeys(), Behaviours.HugeNumber(),
    ];

    public static void Script(FakeScript script, ChaosOptions options)
    {
        if (options.Profile is Profile.Zombies)
        {
            Script(script, options.Seed, (random, _) => Behaviours.Clean() with { LatencyMs = random.Next(2000, 6000) });
        }
        else if (options.Profile is Profile.Mends)
        {
            Script(script, options.Seed, (random, ofStep) => (ofStep == _document && random.Next(2) == 0 ? Behaviours.Faulty(random.Next()) : Behaviours.Clean()) with
            {
                LatencyMs = random.Next(10, 400),
                PieceDelayMs = random.Next(5, 50),
            });
        }
        else
        {
            Script(script, options.Seed, Draw);
        }
    }

    private static void Script(FakeScript script, int seed, Func<Random, Behaviour[], Behaviour> draw)
    {
        string[] steps =
            [Steps.SmartDetection, Steps.EventStorming, Steps.Prd, Steps.TechStack, Steps.ApproachDetection, Steps.ExecutionPlan];
        foreach (var (step, number) in steps.Select((step, number) => (step, number)))
        {
            var random = new Random(HashCode.Combine(seed, number));
            var decision = step is Steps.SmartDetection or Steps.ApproachDetection;
            script.When(step).Answer([.. Enumerable.Range(0, CallsPerStep).Select(_ => draw(random, decision ? _decision : _document)), Behaviours.Clean()]);
        }
    }

    private static Behaviour Draw(Random random, Behaviour[] ofStep)
    {
        var behaviour = random.Next(1000) switch
        {
            < 60 => Pick(_passing),
            < 70 => Pick(_final),
            < 100 => Pick(_odd),
            < 120 => Pick(ofStep),
            < 270 when ofStep == _document => Behaviours.Faulty(random.Next()),
            _ => Behaviours.Clean(),
        };
        return behaviour with
        {
            LatencyMs = behaviour.LatencyMs + random.Next(10, 400),
            PieceDelayMs = Math.Max(behaviour.PieceDelayMs, random.Next(0, 15)),
        };

        Behaviour Pick(Behaviour[] some) => some[random.Next(some.Length)];
    }
}
