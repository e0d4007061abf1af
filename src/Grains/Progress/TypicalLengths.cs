using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.Plans.Catalogue;

namespace AiDevFramework.Grains.Progress;

/// <summary>How long a step's answer usually is: a guess at first, then what this silo's models have written lately.</summary>
internal sealed class TypicalLengths
{
    /// <summary>Each new answer moves the estimate by one part in so many.</summary>
    private const int Inertia = 8;

    /// <summary>An answer may always be longer than usual: only its end is 100.</summary>
    private const int MostPercent = 99;

    private readonly int[] _characters = [.. Enum.GetValues<Step>().Select(step => StepCatalogue.Of(step).UsualLength)];

    public int PercentOf(Step step, int characters) =>
        (int)Math.Min(MostPercent, 100L * characters / Math.Max(1, Volatile.Read(ref _characters[(int)step])));

    /// <summary>Two answers at once may count as one: it is an estimate.</summary>
    public void Record(Step step, int characters)
    {
        if (characters > 0)
        {
            ref var typical = ref _characters[(int)step];
            Volatile.Write(ref typical, typical + (characters - typical) / Inertia);
        }
    }
}
