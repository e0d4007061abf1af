using AiDevFramework.Plans.Intake;

namespace AiDevFramework.Grains.Phases;

/// <summary>The optional members of the answer to smart detection. Whatever is missing or of another kind is left out.</summary>
internal static class IntakeAnswers
{
    /// <summary>Entries of each list that are read: a longer list is no answer to what was asked.</summary>
    private const int Most = 50;

    public static IntakeAnswer Read(JsonAnswer answer) => new()
    {
        Language = answer.Text("language"),
        Constraints = [.. answer.Objects("constraints").Take(Most).Select(ConstraintOf)],
        Quantities = [.. QuantitiesOf(answer).Take(Most)],
        Roles = [.. answer.Objects("roles").Take(Most).Select(role => new AnsweredRole(TextOf(role, "name"), TextOf(role, "situation")))],
        Questions = [.. answer.Objects("questions").Take(Most).Select(QuestionOf)],
    };

    private static AnsweredConstraint ConstraintOf(LooseObject constraint) =>
        new(TextOf(constraint, "kind"), TextOf(constraint, "quote"), TextOf(constraint, "rule"));

    /// <summary>Texts, or objects with a text.</summary>
    private static IEnumerable<string> QuantitiesOf(JsonAnswer answer) =>
        answer.Texts("quantities").Concat(answer.Objects("quantities").Select(quantity => TextOf(quantity, "text")).OfType<string>());

    private static AnsweredQuestion QuestionOf(LooseObject question) => new(
        TextOf(question, "text"),
        [.. JsonAnswer.TextsOf(question.Find("options"))],
        TextOf(question, "default"),
        [.. JsonAnswer.TextsOf(question.Find("touches"))]);

    private static string? TextOf(LooseObject value, string name) => JsonAnswer.TextsOf(value.Find(name)).FirstOrDefault();
}
