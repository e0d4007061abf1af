using AiDevFramework.Grains.Abstractions.Documents;
using AiDevFramework.Plans.Findings;
using AiDevFramework.Plans.Ledger;
using AiDevFramework.Plans.Review;
using AiDevFramework.Plans.Tests.Probes;

namespace AiDevFramework.Plans.Tests.Checks;

/// <summary>Answers that were written by hand to the prompts alone, for six ideas, by somebody who knew no check. What is found in them was judged one
/// by one.</summary>
public sealed class HonestAnswerTests
{
    /// <summary>Right: a wait that is longer than the plan, names of what a contradictory idea forbids, services that may run elsewhere, a metric
    /// without a period.</summary>
    private static readonly Dictionary<string, (int Check, string? Target)[]> s_right = new()
    {
        ["dog-walkers"] = [],
        ["klinik"] = [(32, "C1"), (32, "C1"), (32, "C2"), (32, "C2")],
        ["contradiction"] = [(39, "T1.1"), (32, "C3"), (32, "C3")],
        ["csv-tool"] = [],
        ["school-kitchen"] = [(9, "M6"), (39, "T1.1")],
        ["musee"] = [],
    };

    public static TheoryData<string> Names => [.. s_right.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Read_OfAnHonestAnswer_HasNoComplaint(string name) =>
        Assert.All(DocumentsOf(name), document => Assert.Null(Reader.Read(document.Key, document.Value).Complaint));

    [Theory]
    [MemberData(nameof(Names))]
    public void Run_OfAnHonestAnswer_FindsWhatIsRightAndAtMostOneWrongThing(string name)
    {
        var plan = new CheckedPlan(Read(name, "idea.txt").Trim(), LedgerOf(name)) { Texts = DocumentsOf(name) };

        var told = PlanChecks.Run(plan.Input()).Findings.Where(finding => finding.Severity is not Severity.Note).ToList();

        Assert.DoesNotContain(told, finding => finding.Severity is Severity.Error);
        Assert.Equal(s_right[name].Order(), told.Select(finding => (finding.Check, finding.Target)).Order());
    }

    private static Dictionary<DocumentType, string> DocumentsOf(string name) => new (DocumentType Type, string File)[]
    {
        (DocumentType.EventStorming, "event_storming.md"), (DocumentType.Prd, "prd.md"),
        (DocumentType.TechStack, "tech_stack.md"), (DocumentType.ExecutionPlan, "execution_plan.md"),
    }.Where(file => File.Exists(PathOf(name, file.File))).ToDictionary(file => file.Type, file => Read(name, file.File));

    /// <summary>As the run stored it, of the model's intake; what code reads of a quotation now is read anew.</summary>
    private static ProjectLedger LedgerOf(string name)
    {
        var ledger = LedgerJson.Read(Read(name, "ledger.json"));
        return ledger with { Constraints = [.. ledger.Constraints.Select(constraint => constraint.Kind is ConstraintKind.Hosting ? Reread(constraint) : constraint)] };
    }

    private static Constraint Reread(Constraint constraint) =>
        Intake.Intakes.OfCode($"Constraints: {constraint.Quote}.").Constraints is [{ Kind: ConstraintKind.Hosting } read, ..]
            ? constraint with { Requires = read.Requires, Forbids = read.Forbids }
            : constraint;

    private static string Read(string name, string file) => File.ReadAllText(PathOf(name, file)).ReplaceLineEndings("\n");

    private static string PathOf(string name, string file) => Path.Combine(AppContext.BaseDirectory, "Honest", name, file);
}
