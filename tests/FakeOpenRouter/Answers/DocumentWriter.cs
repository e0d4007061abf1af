using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace AiDevFramework.FakeOpenRouter.Answers;

/// <summary>Writes the six kinds of answers about a domain, in the forms that the specification and its prompts ask for.</summary>
internal static partial class DocumentWriter
{
    private static readonly JsonSerializerOptions s_json = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
        NewLine = "\n",
    };

    public static string SmartDetection(Domain domain)
    {
        var count = domain.Features.Length;
        var storming = count >= 4;
        var reasoning = storming
            ? $"The first useful release needs {count} features, among them {domain.Features[0].Name} and {domain.Features[^1].Name}; "
              + "several roles change the same things, so an event storming session pays off."
            : $"The idea serves one purpose with {count} {(count == 1 ? "feature" : "features")}, {domain.Features[0].Name} first, "
              + "in a plain domain without money, roles or outside systems; requirements can be written directly.";
        return JsonSerializer.Serialize(
            new
            {
                Features = domain.Features.Select(feature => feature.Name),
                FeatureCountEstimate = count,
                ComplexDomain = storming && domain.Sensitive,
                UseEventStorming = storming,
                Reasoning = reasoning,
            },
            s_json);
    }

    public static string ApproachDetection(int featureCount)
    {
        var vertical = featureCount >= 4;
        return JsonSerializer.Serialize(
            new
            {
                FeatureCount = featureCount,
                Approach = vertical ? "VERTICAL" : "HORIZONTAL",
                Reasoning = vertical
                    ? $"{featureCount} features depend on each other in order; delivering F1 complete from interface to data meets the "
                      + "largest risk first and gives users something to try after the first stage."
                    : $"With {featureCount} {(featureCount == 1 ? "feature" : "features")} the foundation is small; laying it first and "
                      + "building F1 on it is quicker than slicing a product of this size.",
            },
            s_json);
    }

    public static string EventStorming(Domain domain)
    {
        var text = new Writer();
        text.Line("# Event Storming Summary").Line();
        text.Line("## Domain Events");
        foreach (var feature in domain.Features)
        {
            foreach (var (_, past) in feature.Actions)
            {
                text.Line($"- {feature.Entity}{past}: When the {Words(feature.Entity)} was {Words(past)} by the {feature.Actor}");
            }
        }

        text.Line().Line("## Commands");
        foreach (var feature in domain.Features)
        {
            foreach (var (verb, past) in feature.Actions)
            {
                var refusal = past == feature.Actions[0].Past ? $"it would break the rule that {feature.Invariant}" : $"no {Words(feature.Entity)} is open";
                text.Line($"- {verb}{feature.Entity}: Given by the {feature.Actor}; refused when {refusal} → {feature.Entity}{past}");
            }
        }

        text.Line().Line("## Aggregates");
        foreach (var feature in domain.Features)
        {
            text.Line($"- {feature.Entity}: Stands for what {feature.Name} is about in {domain.Name}. Invariants: {feature.Invariant}. "
                + $"Events: {string.Join(", ", feature.Actions.Select(action => feature.Entity + action.Past))}");
        }

        text.Line().Line("## Process Flows");
        for (var i = 0; i < domain.Features.Length; i++)
        {
            var feature = domain.Features[i];
            var next = domain.Features[(i + 1) % domain.Features.Length];
            text.Line($"{i + 1}. {feature.Name} Flow: "
                + string.Join(" → ", feature.Actions.Select(action => $"{action.Verb}{feature.Entity} → {feature.Entity}{action.Past}"))
                + (next == feature ? "" : $" → whenever {feature.Entity}{feature.Actions[^1].Past}, then {next.Actions[0].Verb}{next.Entity} → {next.Entity}{next.Actions[0].Past}"));
        }

        text.Line().Line("**Assumptions**:");
        text.Line($"- {domain.Name} starts with {string.Join(", ", domain.Users.Select(user => user.Role.ToLowerInvariant()))} as its only roles");
        text.Line($"- The core value is reached like this: {domain.CoreValue}");
        text.Line($"- A {domain.Features[0].Actor} who is offline repeats a command later; nothing is decided on a device alone");
        text.Line().Line("**Open Questions**:");
        text.Line($"- Who decides when two people disagree about {Article(Words(domain.Features[0].Entity))}? A further role would add events to {domain.Features[0].Name}");
        text.Line($"- How long must a finished {Words(domain.Features[^1].Entity)} be kept? A legal period would add an expiry event");
        return text.ToString();
    }

    /// <param name="reference">A marker of the idea to carry over, or empty.</param>
    public static string Prd(Domain domain, string reference)
    {
        var features = domain.Features;
        var text = new Writer();
        text.Line("# Product Requirements Document").Line();
        text.Line("## 1. Project Overview");
        text.Line($"**Product Name**: {domain.Name}");
        text.Line($"**Vision**: {domain.Vision}");
        text.Line($"**Complexity**: {Complexity(domain)}");
        text.Line("**Target Users**:");
        foreach (var (role, situation) in domain.Users)
        {
            text.Line($"- {role}: {situation}");
        }

        text.Line($"**Core Value**: {domain.CoreValue}");
        text.Line("**Assumptions**:");
        text.Line("- The idea leaves the language of the product open; it starts in English with texts kept apart from code");
        text.Line("- The idea names no number of users; 2,000 in the first year, 200 of them on a busy day, are assumed");
        if (reference.Length > 0)
        {
            text.Line($"- The idea carries the reference {reference}, which is kept with the project");
        }

        text.Line().Line("## 2. Core Features");
        for (var i = 0; i < features.Length; i++)
        {
            var feature = features[i];
            var number = i + 1;
            text.Line($"### Feature {number}: {feature.Name}");
            if (features.Length >= 4)
            {
                text.Line($"**Serves**: {string.Join(", ", feature.Actions.Select(action => feature.Entity + action.Past))}");
            }

            text.Line($"**Description**: {feature.Description}");
            text.Line("**Acceptance Criteria**:");
            for (var c = 0; c < feature.Criteria.Length; c++)
            {
                text.Line($"- AC{number}.{c + 1}: {feature.Criteria[c]}");
            }

            text.Line($"- AC{number}.{feature.Criteria.Length + 1}: Given a lost connection, when the {feature.Actor} sends the same change in {feature.Name} twice, then it takes effect once");
            text.Line();
        }

        text.Line("## 3. User Stories");
        for (var i = 0; i < features.Length; i++)
        {
            text.Line($"- US{i + 1} (F{i + 1}): As {Article(features[i].Actor)}, I want to {features[i].Story}");
        }

        text.Line().Line("## 4. Non-Functional Requirements");
        text.Line("- NFR1 Performance: 95 of 100 pages are usable within 1.5 seconds on a phone with 4G, with 200 people active at once");
        text.Line("- NFR2 Security: all traffic uses TLS 1.2 or newer; a session ends after 12 hours without use; ten refused attempts a minute block an address for five minutes");
        text.Line($"- NFR3 Scalability: ten times the assumed data of {features[0].Name} leaves NFR1 unchanged without a redesign");
        text.Line("- NFR4 Availability: 99.5 % per month, announced maintenance included; restoring a backup takes less than one hour and loses at most five minutes");
        text.Line("- NFR5 Accessibility: every function works with the keyboard alone and meets WCAG 2.2 level AA");
        text.Line().Line("## 5. Success Metrics");
        text.Line("- M1 Activation: 60 % of new people reach the core value on their first day, three months after launch, measured by server events (F1)");
        text.Line($"- M2 Return: 40 % of them come back in the second week, three months after launch, measured by server events (F{Math.Min(2, features.Length)})");
        text.Line($"- M3 Trust: fewer than 2 support messages per 100 active people and month, counted in the mailbox (F{features.Length})");
        text.Line("- M4 Speed: NFR1 holds on 29 of 30 days, measured by synthetic visits every five minutes (F1)");
        text.Line().Line("## 6. Technical Constraints");
        foreach (var constraint in domain.Constraints)
        {
            text.Line($"- {constraint}");
        }

        text.Line("- One team of two to four people builds and runs it; on-call is office hours only");
        text.Line().Line("## 7. Out of Scope");
        foreach (var exclusion in domain.OutOfScope)
        {
            text.Line($"- {exclusion}");
        }

        return text.ToString();
    }

    public static string TechStack(Domain domain)
    {
        var (first, last) = (domain.Features[0], domain.Features[^1]);
        var lastId = $"F{domain.Features.Length}";
        var stack = domain.Stack;
        var text = new Writer();
        text.Line("# Tech Stack Document").Line();
        Section("Frontend", stack.Frontend,
            $"{Part(stack.Frontend, 0)}: {first.Name} (F1) changes in small places all the time; components that re-render only what changed keep NFR1 on slow phones",
            $"{Part(stack.Frontend, 1)}: the forms of {last.Name} ({lastId}) and their refusals are checked at build time against the types of the API, which is what AC1.1 rests on",
            "Server state: cached and refreshed in one place, so that a page opened on two devices shows the same within two seconds (NFR1)",
            "Keyboard and screen reader: native elements first, an accessible component library only where a native one is missing (NFR5)",
            "Rejected: a native app per platform, because two people cannot keep two of them at the pace of the web page");
        Section("Backend", stack.Backend,
            $"{Part(stack.Backend, 0)}: {first.Name} (F1) and {last.Name} ({lastId}) share rules that must hold in one place; one deployable unit keeps them together",
            $"{Part(stack.Backend, 1)}: requests of 200 people at once (NFR1) need no more than one small instance, measured at 300 requests per second and core",
            $"Validation: every request is checked against one schema before it reaches the rule that {last.Invariant} ({lastId}), and refusals name the wrong field (NFR2)",
            "Idempotency keys on every write: a change that is sent twice after a lost connection takes effect once (AC1.3)",
            "Rejected: serverless functions, because cold starts of one to three seconds break NFR1 in quiet hours");
        Section("Database", stack.Database,
            $"Shape: {Words(first.Entity)} records with a short history and strict uniqueness rules; the largest table stays below ten million rows in year one",
            $"Consistency: the rule that {first.Invariant} is a constraint or a transaction and never a convention (F1)",
            $"Migrations: versioned files that run at deployment and are rehearsed on a copy of yesterday's data before {last.Name} ({lastId}) is released (NFR4)",
            "Backup: continuous archiving to a second region, restored every week by a job that fails loudly (NFR4)",
            "Rejected: a document database, because the rules span records and would have to be rebuilt by hand");
        Section("Infrastructure", stack.Infrastructure,
            "Deployment: every merge to the main branch is built, tested and rolled out to a test environment, and by one click to production",
            "Monitoring: synthetic visits every five minutes prove NFR1 and NFR4; alarms go to one mailbox read in office hours",
            "Secrets: kept in the platform's store, rotated twice a year, never in the repository (NFR2)",
            "Cost: 60 to 180 € a month in year one; at ten times the load the database is the first part to be enlarged",
            "Rejected: self-managed servers in the office, because NFR4 would depend on one power line");
        text.Line("## Third-Party Services");
        foreach (var service in Services(domain))
        {
            text.Line($"- {service}");
        }

        return text.ToString();

        void Section(string title, string choice, params ReadOnlySpan<string> justification)
        {
            text.Line($"## {title}").Line($"**Choice**: {choice}").Line().Line("**Justification**:");
            foreach (var reason in justification)
            {
                text.Line($"- {reason}");
            }

            text.Line();
        }
    }

    public static string ExecutionPlan(Domain domain, bool vertical) =>
        vertical ? VerticalPlan(domain) : HorizontalPlan(domain);

    private static string VerticalPlan(Domain domain)
    {
        var features = domain.Features;
        var text = new Writer();
        text.Line("# Execution Plan (Vertical Approach)").Line();
        for (var i = 0; i < features.Length; i++)
        {
            var (feature, number) = (features[i], i + 1);
            var (_, past) = feature.Actions[0];
            var weeks = i == 0 ? 3 : 1 + (feature.Actions.Length / 2);
            text.Line($"## Stage {number}: {feature.Name}");
            text.Line($"**Duration**: {weeks} {(weeks == 1 ? "week" : "weeks")}").Line();
            text.Line($"**Features**: F{number}").Line();
            text.Line("**Deliverables**:");
            text.Line($"- {feature.Entity} data (F{number}): table, constraints and migration for the rule that {feature.Invariant}");
            text.Line($"- {feature.Name} API (F{number}): {string.Join(", ", feature.Actions.Select(action => $"{action.Verb}{feature.Entity}"))} with their refusals");
            text.Line($"- {feature.Name} screens (F{number}): complete for the {feature.Actor}, with empty, loading and error states");
            text.Line(i == 0
                ? $"- Pipeline and test environment (F1): {Part(domain.Stack.Backend, 0)} service deployed by every merge"
                : $"- Release to the pilot group (F{number}): {feature.Name} switched on for twenty people");
            if (number == features.Length)
            {
                text.Line("- Hardening and launch: load test, restore test, public release");
            }

            text.Line().Line("**Stage Gate Criteria**:");
            text.Line($"- [ ] {Article(feature.Actor, capital: true)} finishes the first test: {feature.Criteria[0]} (AC{number}.1)");
            text.Line($"- [ ] The refusal is shown: {feature.Criteria[^1]} (AC{number}.{feature.Criteria.Length})");
            text.Line($"- [ ] {feature.Entity}{past} sent twice after a lost connection is stored once (AC{number}.{feature.Criteria.Length + 1})");
            if (number == features.Length)
            {
                text.Line("- [ ] A backup of this morning is restored in under one hour (NFR4) and 200 people at once stay within 1.5 seconds (NFR1)");
            }

            text.Line();
        }

        return text.ToString().TrimEnd() + "\n";
    }

    private static string HorizontalPlan(Domain domain)
    {
        var features = domain.Features;
        var ids = string.Join(", ", features.Select((_, i) => $"F{i + 1}"));
        var text = new Writer();
        text.Line("# Execution Plan (Horizontal Approach)").Line();
        text.Line("## Stage 1: Foundation");
        text.Line("**Duration**: 2 weeks").Line();
        text.Line("**Features**: none").Line();
        text.Line("**Deliverables**:");
        foreach (var feature in features)
        {
            text.Line($"- {feature.Entity} data: schema and migration that enforce the rule that {feature.Invariant}");
        }

        text.Line($"- Service skeleton: {Part(domain.Stack.Backend, 0)} with error format, logging and health page");
        text.Line($"- Interface skeleton: {Part(domain.Stack.Frontend, 0)} with navigation, empty states and the sheet of colours and sizes");
        text.Line("- Pipeline: build, tests and roll-out to a test environment on every merge");
        text.Line($"- Test data: one realistic set for each of {string.Join(", ", domain.Users.Select(user => user.Role.ToLowerInvariant()))}, loaded by one command, large enough to show NFR3");
        text.Line("- Measurements: server events for M1 and M2 and a page that shows them, so that the pilot group is counted from its first day");
        text.Line().Line("**Stage Gate Criteria**:");
        text.Line("- [ ] A merge to the main branch is visible in the test environment within ten minutes");
        text.Line("- [ ] All migrations run forwards and backwards on a copy of the test data");
        text.Line($"- [ ] A record that breaks the rule that {features[0].Invariant} is refused by the data layer");
        text.Line().Line("## Stage 2: Core Features");
        text.Line($"**Duration**: {2 + features.Length} weeks").Line();
        text.Line($"**Features**: {ids}").Line();
        text.Line("**Deliverables**:");
        for (var i = 0; i < features.Length; i++)
        {
            var feature = features[i];
            text.Line($"- {feature.Name} (F{i + 1}): {feature.Description}");
            text.Line($"- {feature.Name} commands (F{i + 1}): {string.Join(", ", feature.Actions.Select(action => $"{action.Verb}{feature.Entity}"))} with their refusals");
        }

        text.Line("- Double submission: keys on every write, so that what is sent twice after a lost connection takes effect once (AC1.3)");
        text.Line("- Release to a pilot group: twenty people, one feedback form");
        text.Line().Line("**Stage Gate Criteria**:");
        for (var i = 0; i < features.Length; i++)
        {
            for (var c = 0; c < features[i].Criteria.Length; c++)
            {
                text.Line($"- [ ] {features[i].Criteria[c]} (AC{i + 1}.{c + 1})");
            }
        }

        text.Line().Line("## Stage 3: Polish & Launch");
        text.Line("**Duration**: 2 weeks").Line();
        text.Line("**Features**: none").Line();
        text.Line("**Deliverables**:");
        text.Line("- Speed: pages measured on a four-year-old phone and brought under the limit of NFR1");
        text.Line("- Accessibility: keyboard and screen reader pass by somebody who uses them daily (NFR5)");
        text.Line($"- Operations on {Part(domain.Stack.Infrastructure, 0)}: backups, restore script, alarms, page for planned maintenance");
        text.Line("- Public release: page that explains the product in three sentences, and the mailbox behind M3");
        text.Line().Line("**Stage Gate Criteria**:");
        text.Line("- [ ] 95 of 100 pages are usable within 1.5 seconds with 200 people at once (NFR1)");
        text.Line("- [ ] A backup of this morning is restored in under one hour and misses at most five minutes (NFR4)");
        text.Line("- [ ] The tenth refused attempt within a minute blocks the address for five minutes (NFR2)");
        text.Line("- [ ] The product is public and ten people outside the team reach its core value unaided (M1)");
        return text.ToString();
    }

    /// <summary>The services that a feature of this product needs, naming only features that it has.</summary>
    private static string[] Services(Domain domain)
    {
        var needed = domain.Stack.Services
            .Select(service => References().Replace(service, match => string.Join(", ", match.Value[1..^1].Split(", ")
                .Where(id => int.Parse(id.AsSpan(1), CultureInfo.InvariantCulture) <= domain.Features.Length)) is { Length: > 0 } ids ? $"({ids})" : "()"))
            .Where(service => !service.Contains("()", StringComparison.Ordinal))
            .ToArray();
        return needed.Length > 0 ? needed : ["None: no feature of the first release needs one"];
    }

    [GeneratedRegex(@"\(F\d+(, F\d+)*\)")]
    private static partial Regex References();

    private static string Complexity(Domain domain)
    {
        var level = domain.Features.Length switch { <= 3 => 0, <= 8 => 1, _ => 2 } + (domain.Sensitive ? 1 : 0);
        return level switch { 0 => "LOW", 1 => "MEDIUM", _ => "HIGH" };
    }

    /// <summary>The n-th part of a choice such as <c>React + TypeScript</c>, or its last one.</summary>
    private static string Part(string choice, int index)
    {
        var parts = choice.Split(" + ");
        return parts[Math.Min(index, parts.Length - 1)];
    }

    private static string Article(string noun, bool capital = false)
    {
        var article = "aeiou".Contains(noun[0], StringComparison.Ordinal) ? "an" : "a";
        return $"{(capital ? char.ToUpperInvariant(article[0]) + article[1..] : article)} {noun}";
    }

    /// <summary><c>HandedOver</c> as <c>handed over</c>.</summary>
    private static string Words(string name)
    {
        var words = new StringBuilder();
        foreach (var c in name)
        {
            if (char.IsUpper(c) && words.Length > 0)
            {
                words.Append(' ');
            }

            words.Append(char.ToLowerInvariant(c));
        }

        return words.ToString();
    }

    private sealed class Writer
    {
        private readonly StringBuilder _text = new();

        public Writer Line(string line = "")
        {
            _text.Append(CultureInfo.InvariantCulture, $"{line}\n");
            return this;
        }

        public override string ToString() => _text.ToString();
    }
}
