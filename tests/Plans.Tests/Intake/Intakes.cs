using AiDevFramework.Plans.Intake;
using AiDevFramework.Plans.Ledger;

namespace AiDevFramework.Plans.Tests.Intake;

/// <summary>Intakes of the tests: a project created on a day, with or without a model.</summary>
internal static class Intakes
{
    public static readonly DateOnly Created = new(2026, 11, 30);

    public static ProjectLedger OfCode(string idea, params string[] stated) =>
        IntakeReader.Read(idea, IntakeAnswer.Nothing, new ProjectLedger { Stated = stated }, Created);

    public static ProjectLedger OfModel(string idea, params AnsweredConstraint[] constraints) =>
        IntakeReader.Read(idea, new IntakeAnswer { Constraints = constraints }, ProjectLedger.Empty, Created);

    public static string[] KindsOf(string idea) => [.. OfCode(idea).Constraints.Select(constraint => ConstraintKinds.NameOf(constraint.Kind))];
}
