namespace AiDevFramework.Web.NewIdea;

/// <summary>Languages to choose from for a plan, each named in itself. The API takes every other tag of BCP 47 too.</summary>
public static class PlanLanguages
{
    public static IReadOnlyList<(string Tag, string Name)> All { get; } =
    [
        ("en", "English"), ("de", "Deutsch"), ("fr", "Français"), ("es", "Español"), ("pt", "Português"), ("it", "Italiano"), ("nl", "Nederlands"),
        ("pl", "Polski"), ("cs", "Čeština"), ("sv", "Svenska"), ("da", "Dansk"), ("fi", "Suomi"), ("tr", "Türkçe"), ("uk", "Українська"),
        ("ja", "日本語"), ("ko", "한국어"), ("zh", "中文"),
    ];
}
