namespace AiDevFramework.Web.NewIdea;

/// <summary>What is typed on the screen for a new idea, as it was typed.</summary>
/// <param name="Key">Made with the form: however often it is sent, one project comes of it.</param>
/// <param name="Constraints">One a line.</param>
/// <param name="Budget">US dollars; empty: none.</param>
/// <param name="Language">As BCP 47 names it; empty: that of the idea.</param>
public sealed record IdeaForm(Guid Key, string Idea, string Constraints, string Budget, string Language)
{
    public static IdeaForm Empty(Guid key) => new(key, "", "", "", "");
}
