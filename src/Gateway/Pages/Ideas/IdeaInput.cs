using AiDevFramework.Gateway.Api;
using AiDevFramework.Gateway.Pages.Frame;
using AiDevFramework.Grains.Abstractions.Projects;
using AiDevFramework.Web.NewIdea;

namespace AiDevFramework.Gateway.Pages.Ideas;

/// <summary>What the form for a new idea says, by the rules of the API. Pure.</summary>
internal static class IdeaInput
{
    public static readonly IdeaLimitFacts Limits = new(
        IdeaLimits.Shortest, IdeaLimits.Longest, ConstraintLimits.Most, ConstraintLimits.Shortest, ConstraintLimits.Longest);

    /// <returns>As it was typed. A form without a key gets one: only ours have them.</returns>
    public static IdeaForm FormOf(PageForm form) => new(
        KeyOf(form), form.Text("idea"), form.Text("constraints"), form.Text("budget").Trim(), form.Text("language").Trim());

    public static Guid KeyOf(PageForm form) => Guid.TryParseExact(form.Text("key"), "D", out var key) ? key : Guid.NewGuid();

    /// <returns>The command, where there is nothing to complain of.</returns>
    public static (CreateProject? Command, IReadOnlyList<IdeaComplaint> Complaints) Read(IdeaForm form, Guid userId)
    {
        var constraints = form.Constraints.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var budget = TypedBudget.Read(form.Budget);
        List<IdeaComplaint> complaints = [.. OfIdea(form.Idea), .. OfConstraints(constraints)];
        if (form.Budget.Length > 0 && budget is null)
        {
            complaints.Add(new IdeaComplaint(IdeaField.Budget, IdeaFault.NoAmount));
        }

        if (form.Language.Length > 0 && !LanguageTag.IsValid(form.Language))
        {
            complaints.Add(new IdeaComplaint(IdeaField.Language, IdeaFault.NoLanguage));
        }

        return complaints.Count > 0
            ? (null, complaints)
            : (new CreateProject(
                userId, form.Idea.Trim(), budget, constraints.Length > 0 ? constraints : null, form.Language.Length > 0 ? form.Language : null), complaints);
    }

    public static IEnumerable<IdeaComplaint> OfIdea(string idea)
    {
        var length = LengthOf(idea);
        if (length < IdeaLimits.Shortest)
        {
            yield return new IdeaComplaint(IdeaField.Idea, IdeaFault.TooShort, length);
        }

        if (length > IdeaLimits.Longest)
        {
            yield return new IdeaComplaint(IdeaField.Idea, IdeaFault.TooLong, length);
        }
    }

    private static IEnumerable<IdeaComplaint> OfConstraints(string[] lines)
    {
        if (lines.Length > ConstraintLimits.Most)
        {
            yield return new IdeaComplaint(IdeaField.Constraints, IdeaFault.TooMany, lines.Length);
        }

        for (var index = 0; index < lines.Length; index++)
        {
            if (LengthOf(lines[index]) is < ConstraintLimits.Shortest or > ConstraintLimits.Longest)
            {
                yield return new IdeaComplaint(IdeaField.Constraints, IdeaFault.Line, index + 1);
                yield break;
            }
        }
    }

    private static int LengthOf(string text) => text.Trim().EnumerateRunes().Count();
}
