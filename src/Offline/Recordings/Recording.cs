using AiDevFramework.Grains.Abstractions;
using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.Plans.Catalogue;

namespace AiDevFramework.Offline.Recordings;

/// <summary>The recorded answers, as the files of <c>samples/examples</c> have them. They are part of this assembly.</summary>
internal static class Recording
{
    /// <summary>The name of the file that holds an answer to the step.</summary>
    public static string FileOf(Step step) =>
        $"{WireName.Of(step).ToLowerInvariant()}.{(StepCatalogue.Of(step).AnswersInJson ? "json" : "md")}";

    /// <returns>The answer; <see langword="null"/> where the example is not known, or its run does not have the step.</returns>
    public static string? AnswerTo(Step step, string example) => Read(example, FileOf(step));

    /// <param name="file">A file of the example's folder.</param>
    public static string? Read(string example, string file)
    {
        using var stream = typeof(Recording).Assembly.GetManifestResourceStream($"examples/{example}/{file}");
        if (stream is null)
        {
            return null;
        }

        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
