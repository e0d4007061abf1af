using AiDevFramework.Grains.Abstractions.Documents;
using AiDevFramework.Plans.Checks.Demands;
using AiDevFramework.Plans.Findings;
using AiDevFramework.Plans.Intake;
using AiDevFramework.Plans.Tests.Intake;

namespace AiDevFramework.Plans.Tests.Checks.Demands;

public sealed class ForbiddenTechnologyCheckTests
{
    private static readonly ForbiddenTechnologyCheck s_check = new();

    [Theory]
    [InlineData("MongoDB Atlas on AWS", "C1 C2")]
    [InlineData("MySQL 8", "C2")]
    [InlineData("PostgreSQL 16 + Redis", "C2")]
    [InlineData("Amazon RDS for PostgreSQL", "C1")]
    [InlineData("Supabase", "")]
    [InlineData("PostgreSQL 16 statt MongoDB", "")]
    [InlineData("PostgreSQL 16 (no Redis, no AWS)", "")]
    [InlineData("PostgreSQL 16 + TimescaleDB + pgvector", "")]
    public void Check_OfADatabaseOfTheGermanIdea_FindsWhatItForbids(string choice, string constraints)
    {
        var findings = CheckedPlan.Portal.Edit(DocumentType.TechStack, "PostgreSQL 16 + Flyway", choice).Check(s_check)!;

        Assert.Equal(constraints, string.Join(' ', findings.Where(finding => finding.Severity is Severity.Error).Select(finding => finding.Target)));
        Assert.All(findings, finding => Assert.Equal(DocumentType.TechStack, finding.Document));
    }

    [Theory]
    [InlineData("- Payments: Stripe (F5)", Severity.Error)]
    [InlineData("- Fehler: Sentry (F1)", Severity.Warning)]
    [InlineData("- Fehler: Sentry self-hosted (F1)", null)]
    [InlineData("- E-Mail: interner SMTP-Server (F7)", null)]
    [InlineData("- Fax: Faxomatic (F7)", Severity.Warning)]
    public void Check_OfAService_FindsWhatRunsOutside(string service, object? severity)
    {
        var plan = CheckedPlan.Portal.Edit(DocumentType.TechStack, "- None: Cloud-Dienste sind ausgeschlossen;", $"{service}\n- Mehr im eigenen Rechenzentrum:");

        Assert.Equal((Severity?)severity, plan.Check(s_check)!.Select(finding => (Severity?)finding.Severity).FirstOrDefault());
    }

    [Theory]
    [InlineData("- Fotoablage (F5): Upload nach Amazon S3", true)]
    [InlineData("- Fotoablage (F5): Migration von Amazon S3 auf das NAS", false)]
    [InlineData("- Fotoablage (F5): Upload auf das NAS, ohne Amazon S3", false)]
    [InlineData("- Fotoablage (F5): Amazon S3 wird nicht benutzt", false)]
    public void Check_OfATask_WarnsUnlessItIsLeft(string task, bool isFound)
    {
        var findings = CheckedPlan.Portal.Edit(DocumentType.ExecutionPlan, "- Fotoablage (F5): Upload auf das NAS mit Prüfsumme", task).Check(s_check)!;

        Assert.Equal(isFound ? [Severity.Warning] : [], findings.Select(finding => finding.Severity));
    }

    [Theory]
    [InlineData("A note app. Constraints: backend in Python only.", "Backend", "Go 1.22 + chi", true)]
    [InlineData("A note app. Constraints: backend in Python only.", "Backend", "FastAPI", false)]
    [InlineData("A note app. Constraints: backend in Python only.", "Frontend", "React + TypeScript", false)]
    [InlineData("A note app. It must use only SQLite as database.", "Frontend", "React + IndexedDB + Dexie", false)]
    [InlineData("A note app. It must be open source only.", "Database", "Oracle Database 19c", true)]
    [InlineData("Eine Notiz-App ohne MongoDB.", "Database", "MongoDB Atlas", true)]
    [InlineData("Eine Notiz-App ohne MongoDB.", "Database", "CouchDB", false)]
    public void Check_OfOtherIdeas_FollowsTheirWords(string idea, string slot, string choice, bool isFound)
    {
        var stack = $"# Tech Stack Document\n\n## {slot}\n**Choice**: {choice}\n\n**Justification**:\n- It fits: yes (F1)\n";
        var findings = CheckedPlan.Of(idea).With(DocumentType.TechStack, stack).Check(s_check);

        Assert.Equal(isFound, findings is { Count: > 0 });
    }

    [Theory]
    [InlineData("Java + Kafka", true)]
    [InlineData("Java + RabbitMQ", false)]
    public void Check_OfWhatTheQuotationRefuses_KnowsMoreNamesThanTheIntake(string choice, bool isFound)
    {
        const string idea = "A shop for second-hand books. We want no Kafka.";
        var plan = new CheckedPlan(idea, Intakes.OfModel(idea, new AnsweredConstraint("technology", "no Kafka", "no message broker of this kind")))
            .With(DocumentType.TechStack, $"# Tech Stack Document\n\n## Backend\n**Choice**: {choice}\n");

        Assert.Equal(isFound, plan.Check(s_check)!.Count > 0);
    }

    [Fact]
    public void Check_WithoutConstraints_IsNotChecked() => Assert.Null(CheckedPlan.Marketplace.Check(s_check));

    [Fact]
    public void Check_OfTheHonestPortal_FindsNothing()
    {
        Assert.Empty(CheckedPlan.Portal.Check(s_check)!);
        Assert.Empty(CheckedPlan.CarriedPortal.Check(s_check)!);
    }
}
