using AiDevFramework.Plans.Intake;
using AiDevFramework.Plans.Ledger;
using AiDevFramework.Plans.Technologies;

namespace AiDevFramework.Plans.Tests.Intake;

public sealed class FinderTests
{
    [Theory]
    [InlineData("A wiki for nurses. It must run on-premise, on our own servers.")]
    [InlineData("A wiki for nurses, hosted in the EU only.")]
    [InlineData("A wiki for nurses that must not use any cloud.")]
    [InlineData("Ein Wiki für Pflegekräfte, ohne Cloud.")]
    [InlineData("Ein Wiki für Pflegekräfte, betrieben auf eigenen Servern.")]
    [InlineData("Un wiki pour les infirmières, hébergé sur nos propres serveurs.")]
    [InlineData("看護師向けのウィキ。オンプレミスのみで運用すること。")]
    public void Hosting_Demanded_IsFound(string idea) => Assert.Contains("hosting", Intakes.KindsOf(idea));

    [Theory]
    [InlineData("A weather app that draws clouds over a map for hikers.")]
    [InlineData("A wiki for nurses in the EU.")]
    [InlineData("A course that teaches administrators about on-premise storage.")]
    [InlineData("Ein Lernspiel über Wolken und die Cloud für Kinder in Deutschland.")]
    public void Hosting_NotDemanded_IsNotFound(string idea) => Assert.DoesNotContain("hosting", Intakes.KindsOf(idea));

    [Theory]
    [InlineData("Ein Kalender für Praxen, keine Patientendaten in der Cloud.", true)]
    [InlineData("A calendar for surgeries, with no personal patient data in the cloud.", true)]
    [InlineData("A calendar for surgeries. No servers of our own and everything must run in the cloud.", false)]
    [InlineData("A calendar for surgeries. It must run in the public cloud.", false)]
    public void Hosting_WhereTheCloudIsDenied_ForbidsItAndDoesNotAskForIt(string idea, bool isDenied)
    {
        var constraint = Assert.Single(Intakes.OfCode(idea).Constraints);

        Assert.Equal(isDenied, constraint.Forbids.Contains("public-cloud"));
        Assert.Equal(!isDenied, constraint.Requires.Contains("public-cloud"));
    }

    [Theory]
    [InlineData("A diary. Use only SQLite as the database.", "sqlite", "database:*!sqlite")]
    [InlineData("A diary that must be written in Rust.", "rust", "")]
    [InlineData("A diary. Java 21 only.", "java", "language:*!java")]
    [InlineData("Ein Tagebuch, ohne JavaScript.", "", "javascript")]
    [InlineData("A diary with no database.", "", "database:*")]
    [InlineData("Ein Tagebuch. Als Datenbank ausschließlich PostgreSQL.", "postgresql", "database:*!postgresql")]
    [InlineData("Un journal, uniquement avec MariaDB, pour des élèves et des parents.", "mariadb", "database:*!mariadb")]
    public void Technology_Demanded_IsFoundWithWhatItForbids(string idea, string requires, string forbids)
    {
        var constraint = Assert.Single(Intakes.OfCode(idea).Constraints);

        Assert.Equal(ConstraintKind.Technology, constraint.Kind);
        Assert.Equal(requires.Length > 0 ? [requires] : [], constraint.Requires);
        Assert.Equal(forbids.Length > 0 ? [forbids] : [], constraint.Forbids);
    }

    [Theory]
    [InlineData("A forum where people who write Rust or Python help each other.")]
    [InlineData("Only members can follow a Python course.")]
    [InlineData("Ein Forum für Leute, die Java lernen.")]
    public void Technology_Mentioned_IsNotFound(string idea) => Assert.DoesNotContain("technology", Intakes.KindsOf(idea));

    [Theory]
    [InlineData("A clinic's calendar, GDPR compliant.", 1)]
    [InlineData("A clinic's calendar that must comply with HIPAA and the GDPR.", 2)]
    [InlineData("Ein Kalender für die Praxis, DSGVO-konform.", 1)]
    [InlineData("Ein Kalender für die Praxis. DSGVO ist Pflicht.", 1)]
    [InlineData("Ein Kalender, nur mit Zustimmung des Betriebsrats.", 1)]
    [InlineData("Kalendarz dla przychodni i pacjentów, zgodny z RODO, do użytku w Polsce.", 1)]
    public void Law_Demanded_IsFound(string idea, int laws) => Assert.Equal(laws, Intakes.KindsOf(idea).Count(kind => kind == "law"));

    [Theory]
    [InlineData("A quiz about the GDPR for students.")]
    [InlineData("Ein Quiz zur DSGVO für Schüler.")]
    public void Law_Mentioned_IsNotFound(string idea) => Assert.DoesNotContain("law", Intakes.KindsOf(idea));

    [Theory]
    [InlineData("A tool library. We have two developers.", 2)]
    [InlineData("A tool library, built by a team of 3 senior engineers.", 3)]
    [InlineData("A tool library. Team: two developers and one designer.", 3)]
    [InlineData("A tool library. Team: 2 developers, 1 tester.", 3)]
    [InlineData("A tool library in 6 months with 4 developers and 250.000 EUR.", 4)]
    [InlineData("工具の共有サイト。開発者2人で作る。", 2)]
    [InlineData("A tool library. Just me, no budget.", 1)]
    [InlineData("Eine Werkzeugbibliothek. Wir haben genau einen Entwickler.", 1)]
    [InlineData("Eine Werkzeugbibliothek. Team von 4 Personen.", 4)]
    [InlineData("Une bibliothèque d'outils pour les voisins. Nous avons deux développeurs et une date.", 2)]
    [InlineData("工具共享平台。团队有两个开发人员，必须使用。", 2)]
    public void Team_Stated_IsFound(string idea, int people) =>
        Assert.Equal(people, Assert.Single(Intakes.OfCode(idea).Constraints, constraint => constraint.Kind is ConstraintKind.Team).People);

    [Theory]
    [InlineData("A chat room where at most 20 people can talk.")]
    [InlineData("A job board for 500 developers.")]
    [InlineData("A market where 50 engineers can sell designs.")]
    [InlineData("Eine Plattform für 300 Entwickler, die sich austauschen.")]
    [InlineData("A team of 11 people plays football every week.")]
    public void Team_SomebodyElse_IsNotFound(string idea)
    {
        var people = Intakes.OfCode(idea).Constraints.Where(constraint => constraint.Kind is ConstraintKind.Team);

        Assert.All(people, constraint => Assert.Equal(11, constraint.People)); // the football team is one, as far as words tell
    }

    [Theory]
    [InlineData("A seed exchange. The launch is in 6 weeks.", 6)]
    [InlineData("A seed exchange with a deadline of 3 months.", 13)]
    [InlineData("A seed exchange in 6 months with 4 developers.", 26)]
    [InlineData("A seed exchange. We are a small firm, have until the end of Q2 2027 and $120k.", 30)]
    [InlineData("A seed exchange. The deadline is 2027-03-01.", 13)]
    [InlineData("A seed exchange. It must be ready by 1 March 2027.", 13)]
    [InlineData("Eine Samenbörse, Produktivstart in 3 bis 4 Monaten.", 17)]
    [InlineData("Eine Samenbörse, fertig bis 31.03.2027.", 17)]
    [InlineData("Eine Samenbörse, fertig bis Ende Februar.", 12)]
    [InlineData("Eine Samenbörse. Frist: ein halbes Jahr.", 26)]
    [InlineData("種の交換サイト。納期は3ヶ月以内。", 13)]
    [InlineData("种子交换网站。三个月内上线。", 13)]
    public void Deadline_Stated_IsFound(string idea, int weeks) =>
        Assert.Equal(weeks, Assert.Single(Intakes.OfCode(idea).Constraints, constraint => constraint.Kind is ConstraintKind.Deadline).Weeks);

    [Theory]
    [InlineData("A shop that delivers within 2 days.")]
    [InlineData("A calendar that reminds you 2 weeks before the launch of a rocket.")]
    [InlineData("We have 3 months of data and want charts of it.")]
    [InlineData("Ein Kalender, der 3 Wochen vor einer Frist erinnert.")]
    [InlineData("Daten werden nach 90 Tagen gelöscht.")]
    public void Deadline_SomethingElse_IsNotFound(string idea) => Assert.DoesNotContain("deadline", Intakes.KindsOf(idea));

    [Theory]
    [InlineData("A tool library with a budget of $60k.", 60_000, "USD")]
    [InlineData("A tool library. Budget: 12,500.50 EUR", 12500.5, "EUR")]
    [InlineData("A tool library in 6 months with 4 developers and 250.000 EUR.", 250_000, "EUR")]
    [InlineData("A tool library. The day rate is 800 EUR and we have 50,000 EUR for the project.", 50_000, "EUR")]
    [InlineData("Eine Werkzeugbibliothek. Kosten: höchstens 100.000 EUR.", 100_000, "EUR")]
    [InlineData("Eine Werkzeugbibliothek. Das Budget liegt bei 60 TEUR.", 60_000, "EUR")]
    [InlineData("Eine Werkzeugbibliothek, Budget 1,5 Mio. Euro.", 1_500_000, "EUR")]
    [InlineData("Une bibliothèque d'outils pour les voisins et les écoles. Le budget est de 60 000 €.", 60_000, "EUR")]
    [InlineData("工具共享平台。预算60万元。", 600_000, "CNY")]
    public void Budget_Stated_IsFound(string idea, double amount, string currency)
    {
        var constraint = Assert.Single(Intakes.OfCode(idea).Constraints, constraint => constraint.Kind is ConstraintKind.Budget);

        Assert.Equal(((decimal)amount, currency), (constraint.Amount, constraint.Currency));
    }

    [Theory]
    [InlineData("A tool library with deposits of 20 EUR.")]
    [InlineData("An app that plans a household budget of 500 EUR.")]
    [InlineData("Users set a monthly budget of 5,000 EUR and are warned.")]
    [InlineData("A job board where 50 engineers pay 2,000 EUR a year.")]
    [InlineData("Parcels cost at most 5 EUR.")]
    [InlineData("Hosting budget: 50 EUR a month.")]
    [InlineData("Eine App für Haushalte, die 5 Euro im Monat kostet.")]
    public void Budget_SomethingElse_IsNotFound(string idea) => Assert.DoesNotContain("budget", Intakes.KindsOf(idea));

    [Theory]
    [InlineData("A returns desk that must integrate with our existing SAP.")]
    [InlineData("Ein Retourenportal mit Anbindung an DATEV.")]
    [InlineData("Ein Retourenportal mit Schnittstelle zu unserem bestehenden Lagersystem.")]
    public void Integration_Demanded_IsFound(string idea) => Assert.Contains("integration", Intakes.KindsOf(idea));

    [Theory]
    [InlineData("An app that connects people who like chess.")]
    [InlineData("A course about SAP for beginners.")]
    [InlineData("Ein Kurs zu SAP für Anfänger.")]
    public void Integration_NotDemanded_IsNotFound(string idea) => Assert.DoesNotContain("integration", Intakes.KindsOf(idea));

    [Theory]
    [InlineData("A tool library. Two developers at 460 EUR a day.", 460)]
    [InlineData("Eine Werkzeugbibliothek. Der Tagessatz ist 520 Euro.", 520)]
    public void DayRate_Given_IsKept(string idea, int rate) => Assert.Equal(rate, Intakes.OfCode(idea).DayRate?.Amount);

    [Fact]
    public void DayRate_ThePriceOfALoan_IsNone() => Assert.Null(Intakes.OfCode("Lend a drill for 5 EUR a day.").DayRate);

    [Theory]
    [InlineData("A diary. It should ideally run on-premise, without cloud.", false)]
    [InlineData("A diary. It must run on-premise.", true)]
    [InlineData("Ein Tagebuch, möglichst ohne Cloud.", false)]
    [InlineData("Ein Tagebuch, unbedingt ohne Cloud.", true)]
    public void Hard_UnlessTheQuoteSoftensIt(string idea, bool hard) => Assert.Equal(hard, Intakes.OfCode(idea).Constraints[0].Hard);

    [Fact]
    public void Read_AListOfConstraints_TakesItsShortLines()
    {
        var kinds = Intakes.KindsOf("A booking page for a climbing hall.\n\nConstraints:\n- two developers\n- 3 months\n- 20,000 EUR\n- PostgreSQL\n\nBookings last 2 hours.");

        Assert.Equal(["team", "deadline", "budget", "technology"], kinds);
    }

    [Fact]
    public void Read_NumbersBelowTheList_AreNoConstraints()
    {
        var kinds = Intakes.KindsOf("A booking page. Constraints: two developers, 3 months. A booking costs 20 EUR and lasts 2 weeks.");

        Assert.Equal(["team", "deadline"], kinds);
    }

    [Theory]
    [InlineData("Eine Werkzeugbibliothek. Zwei Entwickler, drei Monate, 60.000 EUR.")]
    [InlineData("Eine Werkzeugbibliothek. Zwei Entwickler, drei Monate, Budget 60.000 EUR.")]
    [InlineData("A tool library for neighbours. Two developers, at most 3 months, 60k EUR.")]
    [InlineData("A tool library for neighbours: 3 months, 2 developers, 60,000 EUR")]
    public void Read_LimitsInARow_AreAllFound(string idea) =>
        Assert.Equal(["budget", "deadline", "team"], Intakes.KindsOf(idea).Where(kind => kind is "team" or "deadline" or "budget").Order());

    [Theory]
    [InlineData("A course for developers: ten lessons, three months, 200 EUR.")]
    [InlineData("Members lend drills, ladders, two weeks each, and pay 5 EUR.")]
    [InlineData("A shelter for cats. Visits last two hours, adoptions, three months.")]
    public void Read_NumbersInARowAboutSomethingElse_AreNone(string idea) =>
        Assert.DoesNotContain(Intakes.KindsOf(idea), kind => kind is "team" or "deadline" or "budget");

    [Fact]
    public void Read_OneClauseWithThreeLimits_CutsItAtTheJoiningWords()
    {
        var quotes = Intakes.OfCode("A map of wells. We have two developers and a budget of 9,000 EUR with a deadline of 6 weeks.").Constraints
            .Select(constraint => constraint.Quote);

        Assert.Equal(["We have two developers", "a budget of 9,000 EUR", "a deadline of 6 weeks"], quotes);
    }

    [Theory]
    [InlineData("A diary. The stack must use DragonflyDB.", "dragonfly", "")]
    [InlineData("A diary, written with Phoenix Framework only.", "phoenix", "")]
    [InlineData("A diary. No MariaDB, no CouchDB.", "", "couchdb")]
    [InlineData("Ein Tagebuch, ohne Kubernetes und ohne Terraform.", "", "terraform")]
    [InlineData("Ein Tagebuch. Als Datenbank ausschließlich CockroachDB.", "cockroachdb", "database:*!cockroachdb")]
    [InlineData("A diary that must be built with NestJS.", "nestjs", "")]
    public void Technology_OfTheCatalogue_IsFound(string idea, string requires, string forbids)
    {
        var constraints = Intakes.OfCode(idea).Constraints;

        Assert.True(requires.Length == 0 || constraints.Any(constraint => constraint.Requires.Any(name => name.StartsWith(requires, StringComparison.Ordinal))));
        Assert.True(forbids.Length == 0 || constraints.Any(constraint => constraint.Forbids.Contains(forbids)));
    }

    [Theory]
    [InlineData("An app for hikers. It must render maps, no sentry duty, storybook only.")]
    [InlineData("A zoo planner for bears only, no Pandas.")]
    [InlineData("Ein Lernspiel für Optik, ohne Prisma.")]
    [InlineData("A shop. No Stripe on the shirts, and Express only at Christmas.")]
    [InlineData("A portal. No Salesforce reports before May.")]
    [InlineData("A portal that must import from HubSpot and connect to ServiceNow.")]
    [InlineData("A diary. Notifications only by WhatsApp.")]
    [InlineData("A diary for people who must learn Terraform.")]
    [InlineData("Ein Kurs, der nur Terraform lehrt, und Leute, die Go spielen.")]
    public void Technology_InOrdinaryWords_IsNotFound(string idea) => Assert.DoesNotContain("technology", Intakes.KindsOf(idea));

    /// <summary>Names that are words, and those that need a list, choose nothing in an idea, whatever stands around them.</summary>
    [Fact]
    public void Technology_OfEverydayWords_IsNeverFound() => Assert.All(
        TechnologyCatalogue.Spellings.Where(spelling => spelling is { NeedsList: true, Exact: not "Rust" } // which the table of words has
            && TechnologyScanner.Find(spelling.Exact!, isList: false).Count == 0),
        spelling => Assert.DoesNotContain("technology", Intakes.KindsOf($"A diary. It must use {spelling.Exact}. No {spelling.Exact}. {spelling.Exact} only.")));

    [Theory]
    [InlineData("A map. Budget 60,000 EUR at 460 EUR a day.", 60_000, 460)]
    [InlineData("A map. The budget is 60,000 EUR (460 EUR a day).", 60_000, 460)]
    [InlineData("Eine Karte. Budget 60.000 EUR bei 460 EUR am Tag.", 60_000, 460)]
    [InlineData("Eine Karte. Budget 60.000 EUR bei einem Tagessatz von 460 EUR.", 60_000, 460)]
    [InlineData("Eine Karte. 460 EUR Tagessatz und 60.000 EUR Budget.", 60_000, 460)]
    [InlineData("A map. Budget 60,000 EUR and 460 EUR per person-day.", 60_000, 460)]
    [InlineData("A hotel portal with a budget of 60,000 EUR and for guests rooms at 90 EUR a day.", 60_000, null)]
    [InlineData("A bike rental. Budget 60,000 EUR. A bike costs 12 EUR a day.", 60_000, null)]
    [InlineData("A bike rental with bikes at 12 EUR a day.", null, null)]
    public void Rate_BesideTheBudget_IsFound(string idea, int? budget, int? rate)
    {
        var ledger = Intakes.OfCode(idea);

        Assert.Equal(budget, ledger.Constraints.FirstOrDefault(constraint => constraint.Amount is not null)?.Amount);
        Assert.Equal(rate, ledger.DayRate?.Amount);
    }

    [Theory]
    [InlineData("A kitchen planner. We have our own IT of two people who can run a Linux server, and want to hire a small company.", null)]
    [InlineData("Ein Küchenplaner. Wir haben eine eigene IT mit zwei Personen und beauftragen eine Agentur.", null)]
    [InlineData("A kitchen planner. We have our own IT of two people, and they build it.", 2)]
    [InlineData("A kitchen planner. We have two developers and hire a company for the design.", 2)]
    public void Team_ThatOnlyRunsWhatOthersBuild_IsNotCounted(string idea, int? people) =>
        Assert.Equal(people, Intakes.OfCode(idea).Constraints.FirstOrDefault(constraint => constraint.People is not null)?.People);

    [Fact]
    public void Team_OfAModelsQuotation_IsHeldAgainstTheSentence()
    {
        const string idea = "A kitchen planner. We have our own IT of two people who can run a Linux server, and want to hire a small company.";

        var constraint = Assert.Single(Intakes.OfModel(idea, new AnsweredConstraint("team", "our own IT of two people who can run a Linux server", null)).Constraints);

        Assert.Null(constraint.People);
    }
}
