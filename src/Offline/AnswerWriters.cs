using System.Reflection;
using AiDevFramework.Grains.Abstractions.Phases;

namespace AiDevFramework.Offline;

/// <summary>Writes the answer to a step.</summary>
internal delegate string AnswerWriter(ProductOutline outline, StepMaterial material);

/// <summary>The writers of this assembly, found by their <see cref="AnswersAttribute"/>.</summary>
internal static class AnswerWriters
{
    private static readonly Dictionary<Step, AnswerWriter> _writers = (
        from type in typeof(AnswerWriters).Assembly.GetTypes()
        from method in type.GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.DeclaredOnly)
        let answers = method.GetCustomAttribute<AnswersAttribute>()
        where answers is not null
        select (answers.Step, Writer: WriterOf(method)))
        .ToDictionary(pair => pair.Step, pair => pair.Writer);

    /// <exception cref="ArgumentOutOfRangeException">The planner has no answer to the step.</exception>
    public static AnswerWriter Of(Step step) => _writers.TryGetValue(step, out var writer)
        ? writer
        : throw new ArgumentOutOfRangeException(nameof(step), step, "The planner has no answer to the step.");

    private static AnswerWriter WriterOf(MethodInfo method)
    {
        if (method.GetParameters().Length > 1)
        {
            return method.CreateDelegate<AnswerWriter>();
        }

        var write = method.CreateDelegate<Func<ProductOutline, string>>();
        return (outline, _) => write(outline);
    }
}
