namespace AiDevFramework.Web.Words;

/// <summary>
/// All words of the page in one language. Each screen's are a record of their own, with a member of this record in a file of its own:
/// <c>Texts.Login.cs</c> beside <c>LoginTexts.cs</c>.
/// </summary>
/// <param name="Language">As <c>&lt;html lang&gt;</c> has it: <c>en</c>.</param>
/// <param name="OwnName">The language's name in itself.</param>
public sealed partial record Texts(string Language, string OwnName)
{
    public static Texts English { get; } = new("en", "English");

    public static Texts German { get; } = new("de", "Deutsch");

    /// <summary>The first is the one for whoever wants none of them.</summary>
    public static IReadOnlyList<Texts> All { get; } = [English, German];

    /// <returns><see langword="null"/> for a language that the page does not speak.</returns>
    public static Texts? Find(string? language) => All.FirstOrDefault(texts => texts.Language == language);

    /// <summary>What is said in this language.</summary>
    private T Of<T>(T english, T german) => Language == German.Language ? german : english;
}
