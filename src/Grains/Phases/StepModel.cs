using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.Plans.Catalogue;

namespace AiDevFramework.Grains.Phases;

/// <summary>How a step asks its model.</summary>
/// <param name="Fallbacks">Models that are asked, in order, when the first one gives no answer, or none that can be used.</param>
/// <param name="Temperature">0 to 2.</param>
/// <param name="MaxTokens">Completion limit.</param>
internal sealed record StepModel(string Model, IReadOnlyList<string> Fallbacks, double Temperature, int MaxTokens)
{
    public static StepModel Default(StepRow row) => new(row.Model.Model, [], row.Model.Temperature, row.Model.MaxTokens);

    /// <summary>The model of the step's next call, as it follows from the committed calls alone: where an answer could not be used the next fallback
    /// model is asked, and the same for the second time that parts are mended.</summary>
    /// <param name="earlier">The committed calls of the step.</param>
    public StepModel For(IReadOnlyList<EarlierCall> earlier)
    {
        var rounds = earlier.Where(call => call.Verdict is CallVerdict.Repair).ToList();
        var next = rounds.LastOrDefault() is { Mend: not null } ? rounds.Count - 1 : rounds.Count(call => call.Mend is null);
        return next == 0 || Fallbacks.Count == 0 ? this : Other(Math.Min(next, Fallbacks.Count));
    }

    /// <summary>Begins with a fallback model; those before it come last.</summary>
    private StepModel Other(int number) => this with
    {
        Model = Fallbacks[number - 1],
        Fallbacks = [.. Fallbacks.Skip(number), Model, .. Fallbacks.Take(number - 1)],
    };
}
