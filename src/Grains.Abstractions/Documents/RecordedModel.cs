namespace AiDevFramework.Grains.Abstractions.Documents;

/// <summary>The recorded answers of an example, where they are played instead of asking a model.</summary>
public static class RecordedModel
{
    /// <summary>Who answers, in a word: as logs, traces and attempts name a provider.</summary>
    public const string Provider = "recorded";

    /// <param name="example">The name of the example: <c>portal</c>.</param>
    /// <returns>As model names go: <c>recorded/portal</c>.</returns>
    public static string NameOf(string example) => $"{Provider}/{example}";
}
