using AiDevFramework.Grains.Abstractions.Documents;
using AiDevFramework.Plans.Ledger;

namespace AiDevFramework.Plans.Tests.Checks.Seeds;

/// <summary>The list, written before anything was measured by it.</summary>
internal static class SeedList
{
    private const DocumentType Storming = DocumentType.EventStorming;

    private const DocumentType Prd = DocumentType.Prd;

    private const DocumentType Stack = DocumentType.TechStack;

    private const DocumentType Schedule = DocumentType.ExecutionPlan;

    private const string Filler = "The part is shown to the users, and what they say is written down for later";

    private const string OtherProduct = """
        # Product Requirements Document

        ## 1. Project Overview
        **Product Name**: FarmLog
        **Vision**: Dairy farmers record milk, feed and vet visits per cow on a phone in the barn.
        **Complexity**: LOW
        **Target Users**:
        - Farmer: milks twice a day, today on paper

        ## 2. Core Features
        ### Feature 1: Milk Log
        **Description**: Litres per cow are recorded at each milking.
        **Acceptance Criteria**:
        - AC1.1: Given a cow, when 12 litres are entered, then the day's sum shows them within one second.
        - AC1.2: Given no network, when litres are entered, then they are kept until it is back.

        ## 3. User Stories
        - US1 (F1): As a farmer, I want to enter litres with one hand, so that milking goes on

        ## 4. Non-Functional Requirements
        - NFR1 Performance: an entry takes at most one second

        ## 5. Success Metrics
        - M1 Use: 90 % of milkings are recorded after two months

        ## 6. Technical Constraints
        - Phones with Android 12

        ## 7. Out of Scope
        - Breeding plans: later
        """;

    private static CheckedPlan En => CheckedPlan.Marketplace;

    private static CheckedPlan De => CheckedPlan.Portal;

    private static CheckedPlan Full => CheckedPlan.CarriedPortal;

    public static IReadOnlyList<Seed> All { get; } =
    [
        // What the idea forbids
        Edit("another database", 32, De, Stack, "PostgreSQL 16 + Flyway", "MySQL 8 + Flyway"),
        Edit("a cloud as the place to run", 32, De, Stack, "Zwei Linux-VMs + Docker Compose", "Azure Kubernetes Service + Terraform"),
        Edit("a service in the cloud", 32, De, Stack, "- None: Cloud-Dienste sind ausgeschlossen;", "- Karten: Google Maps (F4)\n- Mail:"),
        Edit("a backend as a service", 32, De, Stack, "Java 21 + Spring Boot", "Firebase + Java 21"),
        Edit("cloud storage in a task", 32, De, Schedule, "Upload auf das NAS mit Prüfsumme", "Upload in einen Amazon-S3-Speicher"),
        Edit("a cache as the database", 32, De, Stack, "PostgreSQL 16 + Flyway", "PostgreSQL 16 + Redis"),

        // What nothing carries
        Edit("no gate for where it runs", 31, Full, Schedule, "- [ ] Alle Dienste laufen auf zwei VMs im eigenen Rechenzentrum, kein Aufruf verlässt das Netz (C1, C2)\n", ""),
        Edit("more people than there are", 31, Full, Schedule, "zwei Entwickler × C6", "fünf Entwickler × C6"),
        Edit("costs above the budget", 31, Full, Schedule, "Ist-Kosten liegen unter 60.000 EUR (C7)", "Ist-Kosten liegen unter 90.000 EUR (C7)"),
        new("a stack without the outside system", 31, Full, Full.With(Stack, Full.Texts[Stack].Replace("SAP", "ERP", StringComparison.Ordinal))),
        new("a stack without the demanded database", 31, Full, Full.With(Stack, Full.Texts[Stack].Replace("PostgreSQL", "MariaDB", StringComparison.Ordinal))),
        Edit("six engineers", 31, Full, Schedule, "- T4.3 Produktivstart (C6): ", "- T4.3 Produktivstart (C6): sechs Ingenieure, "),

        // What does not fit
        Edit("a stage of fourteen weeks", 33, Full, Schedule, "**Duration**: 4 weeks", "**Duration**: 14 weeks"),
        Edit("stages of months", 33, De, Schedule, "**Duration**: 3 weeks", "**Duration**: 2 Monate"),
        Edit("a stage without a length", 33, Full, Schedule, "**Duration**: 2 weeks", "**Duration**: bis alles fertig ist"),
        new("a rate above the budget", 34, De with { Ledger = De.Ledger with { DayRate = new DayRate(400, "EUR") } }, De with { Ledger = De.Ledger with { DayRate = new DayRate(700, "EUR") } }),
        Edit("an assumed rate above the budget", 34, De, Prd, "**Assumptions**:\n", "**Assumptions**:\n- Ein Personentag kostet 900 EUR je Tag, Tagessatz intern\n"),

        // Around the text
        Raw("talk before the title", 25, En, Schedule, text => $"Certainly! Below is the plan.\n\n{text}"),
        Raw("talk at the end", 25, En, Prd, text => $"{text.TrimEnd()}\n\nWould you like me to detail the stories?\n"),
        Raw("German talk at the end", 25, De, Stack, text => $"{text.TrimEnd()}\n\nWenn Sie möchten, kann ich die Kosten aufschlüsseln.\n"),
        Edit("a control token", 25, En, Prd, "(NeighbourJoined)", "(NeighbourJoined)<|eot_id|>"),
        Edit("a placeholder for an item", 25, En, Schedule, "- Release job (F5): hold dropped 48 hours after the return", "- Release job (F5): TBD"),
        Edit("a German placeholder", 25, De, Prd, "- Native App: der Browser auf den vorhandenen Tablets genügt", "- siehe oben"),

        // Repeated and cut texts
        Edit("a line three times", 26, En, Prd, "## 3. User Stories\n", $"## 3. User Stories\n- US7 (F1): {Filler}\n- US8 (F2): {Filler}\n- US9 (F3): {Filler}\n"),
        Edit("the same description everywhere", 26, De, Schedule, "**Deliverables**:\n", "**Deliverables**:\n- Der Stand wird mit dem Lager durchgesprochen und festgehalten\n"),
        Cut("a plan cut in a bracket", 27, En, Schedule, "data lost (NF"),
        Cut("a storming cut behind an article", 27, En, Storming, "The answer may add an insurance event at the", "The answer may add an insurance event at"),
        Cut("a German plan cut behind a conjunction", 27, De, Schedule, "Die Sicherung der letzten Nacht wird von der", "Die Sicherung der letzten Nacht wird"),
        Raw("an open code block", 27, En, Stack, text => $"{text.TrimEnd()}\n\n```yaml\nservices:\n  web:\n"),
        Cut("a table cut in a row", 27, De, Stack, "\n\n| Dienst | Kosten |\n|---|---|\n| SMTP | 0", "## Third-Party Services"),
        Drop("no metrics but one", 27, En, Prd, "\n- M2", "\n\n## 6."),

        // Words
        Edit("vague words", 28, En, Prd, "so that I am covered", "so that it is seamless and intuitive"),
        Edit("German vague words", 28, De, Prd, "damit der Fahrer nicht wartet", "damit es benutzerfreundlich und nahtlos ist"),
        new("requirements of another product", 29, En, En.With(Prd, OtherProduct).Without(Storming)),
        new("documents of another idea", 29, De, De with { Texts = En.Texts }),
        new("an English plan for a German idea", 30, De, De.With(Schedule, En.Texts[Schedule])),
        new("German requirements for an English idea", 30, En, En.With(Prd, De.Texts[Prd])),

        // Requirements
        Edit("a criterion without a trigger", 6, En, Prd, "Given 20 drills within 5 km, when a borrower searches \"drill\", then they are listed by distance within one second.", "Search results are listed by distance"),
        Edit("a criterion without a response", 6, En, Prd, "Given no match, when the search ends, then the borrower is offered to be notified.", "Given no match, when the search ends"),
        Edit("a German criterion that is a wish", 6, De, Prd, "Given eine voll gelieferte Bestellung, when sie avisiert wird, then wird das Avis mit Begründung abgelehnt.", "Lieferanten sehen den Stand ihrer Bestellungen"),
        Edit("a feature where nothing goes wrong", 5, De, Prd, "- AC8.2: Given ein Benutzer mit beliebiger Rolle, when er nach Erfassungen eines Mitarbeiters filtern will, then bietet das Portal diese Auswahl nicht an.\n", ""),
        Edit("a performance without a number", 8, En, Prd, "95 % of searches under one second with 5,000 tools", "searches feel quick"),
        Edit("a metric without a period", 9, De, Prd, "80 % der Lieferungen sind avisiert, drei Monate nach dem Produktivstart", "80 % der Lieferungen sind avisiert"),
        Edit("a low complexity of eight features", 10, De, Prd, "**Complexity**: HIGH", "**Complexity**: LOW"),

        // Storming
        Edit("an event that nothing causes", 11, En, Storming, "- ReviewsPublished:", "- PayoutSent: Money was sent to a lender.\n- ReviewsPublished:"),
        Edit("an event of two aggregates", 12, De, Storming, "Events: BestellungUebernommen", "Events: BestellungUebernommen, WareneingangGebucht"),
        Edit("a flow with names of nobody", 13, En, Storming, "ConfirmReturn → ToolReturned → ReportDamage", "ConfirmReturn → ToolInspected → ReportDamage"),
        Edit("an event that no feature serves", 14, De, Storming, "- WareneingangStorniert:", "- GabelstaplerGewartet: Ein Gabelstapler kam aus der Wartung.\n- WareneingangStorniert:"),

        // Stack
        Edit("a choice that is prose", 15, En, Stack, "NestJS + TypeScript + Prisma + BullMQ", string.Concat(Enumerable.Repeat("a framework that the team knows well and that fits the booking states, ", 4))),
        Edit("a section that serves nothing", 16, De, Stack, "einziger von außen erreichbarer Dienst für Lieferanten (NFR2)", "einziger von außen erreichbarer Dienst für Lieferanten"),

        // Schedule
        Edit("a stage of two months", 18, En, Schedule, "## Stage 3: Deposits\n**Duration**: 3 weeks", "## Stage 3: Deposits\n**Duration**: 2 months"),
        Edit("a stage with one gate", 19, De, Schedule, "- [ ] Ein Lieferant avisiert 80 von 100 Stück und 20 bleiben offen (AC3.1)\n- [ ] Zwei gleichzeitige Buchungen desselben Zeitfensters ergeben genau eine (AC4.2)\n- [ ] Drei Pilotlieferanten avisieren eine Woche lang im Testsystem\n", ""),
        Edit("a gate of opinion", 21, En, Schedule, "- [ ] A stranger to the loan cannot review (AC7.3)", "- [ ] Everybody is happy with the reviews"),
        Edit("a requirement that no gate proves", 23, En, Schedule, "(AC3.1, NFR1)", "(AC3.1)"),
        Edit("priorities without gates", 38, En, Prd, "**Description**:", "**Priority**: MUST\n\n**Description**:"),
        Edit("a gate for everything", 42, De, Schedule, "- [ ] Der Betriebsrat hat der Einführung schriftlich zugestimmt (NFR5)", "- [ ] Alles ist abgenommen (AC1.1 bis AC8.2)"),

        // What hangs together
        Edit("a feature that is never delivered", 17, En, Schedule, "**Features**: F7", "**Features**: F6"),
        Edit("a criterion cited that there is not", 3, De, Schedule, "(AC7.1)", "(AC7.9)"),
        Edit("an identifier twice", 1, En, Prd, "- AC2.3:", "- AC2.2:"),
        Edit("a feature with one criterion", 4, De, Prd, "- AC8.1: Given eine 90 Tage alte Buchung, when der nächtliche Lauf endet, then sind Fahrername, Kennzeichen und Erfasser entfernt und die Mengen erhalten.\n", ""),
    ];

    private static Seed Edit(string name, int check, CheckedPlan honest, DocumentType type, string from, string to) => new(name, check, honest, honest.Edit(type, from, to));

    private static Seed Raw(string name, int check, CheckedPlan honest, DocumentType type, Func<string, string> fault) => new(name, check, honest, honest.With(type, fault(honest.Texts[type])), type);

    /// <summary>The document up to the words, which <paramref name="end"/> goes on from where it stands in place of them.</summary>
    private static Seed Cut(string name, int check, CheckedPlan honest, DocumentType type, string end, string? from = null)
    {
        var text = honest.Texts[type];
        var at = text.IndexOf(from ?? end, StringComparison.Ordinal);
        Assert.True(at >= 0, $"{name}: the document has no such words.");
        return new Seed(name, check, honest, honest.With(type, from is not null && end[0] == '\n' ? text.TrimEnd() + end : text[..at] + end), type);
    }

    /// <summary>Without what stands from the one words to the other.</summary>
    private static Seed Drop(string name, int check, CheckedPlan honest, DocumentType type, string from, string to)
    {
        var text = honest.Texts[type];
        var start = text.IndexOf(from, StringComparison.Ordinal);
        var end = text.IndexOf(to, start, StringComparison.Ordinal);
        return new Seed(name, check, honest, honest.With(type, text[..start] + text[end..]));
    }
}
