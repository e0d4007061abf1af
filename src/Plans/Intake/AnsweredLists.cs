using AiDevFramework.Plans.Ledger;

namespace AiDevFramework.Plans.Intake;

/// <summary>Roles and questions of an answer, in the bounds of the ledger.</summary>
internal static class AnsweredLists
{
    private const int MostRoles = 12;

    private const int MostQuestions = 5;

    private const int MostTouches = 10;

    public static IReadOnlyList<Role> RolesOf(IReadOnlyList<AnsweredRole> roles) =>
    [
        .. roles.Select(role => new Role(OneLine.Of(role.Name ?? "", 80), role.Situation is { } situation ? OneLine.Of(situation, 200) : null))
            .Where(role => role.Name.Length > 0)
            .DistinctBy(role => role.Name)
            .Take(MostRoles),
    ];

    /// <summary>A question without two answers to choose from is none. Without a default that is among them, the first is it.</summary>
    public static IReadOnlyList<OpenQuestion> QuestionsOf(IReadOnlyList<AnsweredQuestion> questions)
    {
        var kept = new List<OpenQuestion>();
        foreach (var question in questions)
        {
            var text = OneLine.Of(question.Text ?? "", OpenQuestion.MaxText);
            List<string> options = [.. question.Options.Select(option => OneLine.Of(option, OpenQuestion.MaxOption)).Where(option => option.Length > 0).Distinct().Take(4)];
            if (kept.Count < MostQuestions && text.Length > 0 && options.Count >= 2 && kept.All(other => other.Text != text))
            {
                var given = OneLine.Of(question.Default ?? "", OpenQuestion.MaxOption);
                kept.Add(new OpenQuestion(
                    "", text, options, options.Contains(given) ? given : options[0], [.. question.Touches.Select(word => OneLine.Of(word, 60)).Take(MostTouches)]));
            }
        }

        return kept;
    }
}
