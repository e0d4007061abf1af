using System.Globalization;
using AiDevFramework.Grains.Abstractions.Documents;

namespace AiDevFramework.Plans.Tests.Probes;

/// <summary>
/// The probes: faults of form and faults of content, apart. The list was written before the reader was tried on it; what models do is
/// known from the reports of other tools' users and from answers to the product's own prompts.
/// </summary>
internal static class ProbeList
{
    private const DocumentType Storming = DocumentType.EventStorming;
    private const DocumentType Prd = DocumentType.Prd;
    private const DocumentType Stack = DocumentType.TechStack;
    private const DocumentType Plan = DocumentType.ExecutionPlan;

    private static readonly string[] s_roman = ["", "I", "II", "III", "IV", "V", "VI", "VII"];

    public static IReadOnlyList<Probe> All { get; } =
    [
        // Around the document.
        Form("a fence of tildes", Prd, text => $"~~~markdown\n{text}~~~"),
        Form("a fence of four", Stack, text => $"````md\n{text}````\n"),
        Form("a fence that stays open", Storming, text => $"```markdown\n{text}"),
        Form("a fence, and a sentence on both sides", Plan, text => $"Here is the plan:\n\n```markdown\n{text}```\n\nLet me know if you want changes."),
        Form("tags around the whole", Prd, text => $"<document>\n{text}</document>"),
        Form("settings before the title", Stack, text => $"---\ntitle: Stack\ndate: 2026-11-30\n---\n\n{text}"),
        Form("a token at the end", Prd, text => text.TrimEnd() + "\n<|im_end|>"),
        Form("a token of full width at the end", Plan, text => text.TrimEnd() + "<｜end▁of▁sentence｜>"),
        Form("the next turn of the conversation", Storming, text => text + "<|im_end|>\n<|im_start|>user\nNow the next one\n"),
        Form("an offer at the end", Prd, text => text + "\nWould you like me to also write the mockups?\n"),
        Form("a rule and an offer at the end", Plan, text => text + "\n---\n\nLet me know if you need anything else!\n"),
        Form("an offer at the end, in German", Stack, text => text + "\nMöchten Sie, dass ich die Kosten genauer aufschlüssele?\n"),
        Form("two sentences before the title", Storming, text => $"Certainly! I have thought about this.\nBelow is the summary.\n\n{text}"),
        Form("all of it quoted", Stack, text => string.Join('\n', text.TrimEnd().Split('\n').Select(line => $"> {line}"))),
        Form("all of it indented", Prd, text => string.Join('\n', text.TrimEnd().Split('\n').Select(line => $"   {line}"))),
        Form("line ends of Windows", Plan, text => text.Replace("\n", "\r\n", StringComparison.Ordinal)),
        Form("a mark of byte order", Prd, text => "\uFEFF" + text),
        Form("twice the same", Prd, text => $"{text}\n---\n\n{text}"),

        // Titles.
        Form("a title in other words", Prd, text => Forms.Title(text, "# PRD: Neighbourhood Tools")),
        Form("the product's name first", Prd, text => Forms.Title(text, "# Neighbourhood Tools: Product Requirements Document")),
        Form("the product's name first, with a dash", Stack, text => Forms.Title(text, "# Neighbourhood Tools – Tech Stack")),
        Form("a title of the third level", Storming, text => Forms.Title(text, "### Event Storming Summary")),
        Form("a title in bold", Plan, text => Forms.Title(text, "**Execution Plan (Vertical Approach)**")),
        Form("an underlined title", Prd, text => Forms.Title(text, "Product Requirements Document\n=============================")),
        Form("a title of HTML", Stack, text => Forms.Title(text, "<h1>Tech Stack Document</h1>")),
        Form("a title with an emoji", Plan, text => Forms.Title(text, "# 🚀 Execution Plan")),
        Form("no title", Prd, text => Forms.Title(text, "").TrimStart()),
        Form("no title, and a sentence", Storming, text => Forms.Title(text, "Here is the event storming summary:").TrimStart()),
        Form("the product's name for a title", Plan, text => Forms.Title(text, "# Neighbourhood Tools")),

        // Headings of sections.
        Form("other levels", Prd, text => Forms.Headings(text, 2, heading => $"# {heading}")),
        Form("deeper levels", Stack, text => Forms.Headings(text, 2, heading => $"### {heading}")),
        Form("bold lines for headings", Prd, text => Forms.Headings(text, 2, heading => $"**{heading}**")),
        Form("bold lines with a colon", Stack, text => Forms.Headings(text, 2, heading => $"**{heading}:**")),
        Form("headings in bold", Storming, text => Forms.Headings(text, 2, heading => $"## **{heading}**")),
        Form("Roman numerals", Prd, text => Forms.Headings(text, 2, heading => $"## {s_roman[heading[0] - '0']}. {Forms.WithoutNumber(heading)}")),
        Form("the word section", Prd, text => Forms.Headings(text, 2, heading => $"## Section {heading.Replace(". ", ": ", StringComparison.Ordinal)}")),
        Form("no numbers", Prd, text => Forms.Headings(text, 2, heading => $"## {Forms.WithoutNumber(heading)}")),
        Form("numbers where none were asked for", Stack, text => Forms.Headings(text, 2, heading => $"## 3.1 {heading}")),
        Form("no blank behind the marks", Storming, text => Forms.Headings(text, 2, heading => $"##{heading}")),
        Form("closing marks", Prd, text => Forms.Headings(text, 2, heading => $"## {heading} ##")),
        Form("underlined headings", Storming, text => Forms.Headings(text, 2, heading => $"{heading}\n---")),
        Form("headings of HTML", Stack, text => Forms.Headings(text, 2, heading => $"<h2 class=\"x\">{heading}</h2>")),
        Form("anchors", Prd, text => Forms.Headings(text, 2, heading => $"## {heading} {{#{heading[..1]}}}")),
        Form("capitals", Storming, text => Forms.Headings(text, 2, heading => $"## {heading.ToUpperInvariant()}")),
        Form("emojis", Stack, text => Forms.Headings(text, 2, heading => $"## 🧱 {heading}")),
        Form("letters of full width", Storming, text => Forms.Headings(text, 2, heading => "## " + string.Concat(heading.Select(sign => sign == ' ' ? '　' : (char)(sign + 0xFEE0))))),
        Form("blanks that do not break", Prd, text => Forms.Headings(text, 2, heading => $"## {heading.Replace(' ', '\u00A0')}")),
        Form("plain lines for headings", Storming, text => Forms.Headings(text, 2, heading => $"{heading}:")),
        Form("plain lines with numbers", Prd, text => Forms.Headings(text, 2, heading => heading)),
        Form("other words for the features", Prd, text => Forms.Replace(text, ("## 2. Core Features", "## Key Features"))),
        Form("functional requirements", Prd, text => Forms.Replace(text, ("## 2. Core Features", "## 2. Functional Requirements"))),
        Form("more words in headings", Prd, text => Forms.Replace(
            text, ("## 5. Success Metrics", "## 5. Success Metrics & KPIs"), ("## 6. Technical Constraints", "## 6. Technical Constraints and Assumptions"))),
        Form("storage", Stack, text => Forms.Replace(text, ("## Database", "## Database & Storage"), ("## Infrastructure", "## Infrastructure & Deployment"))),
        Form("external services", Stack, text => Forms.Replace(text, ("## Third-Party Services", "## External Services"))),
        Form("business events", Storming, text => Forms.Replace(text, ("## Domain Events", "## 1. Business Events"), ("## Process Flows", "## 4. Business Processes"))),
        Form("no heading above the features", Prd, text => Forms.Replace(text, ("## 2. Core Features\n", ""))),
        Form("German headings", Prd, text => Forms.Replace(
            text, ("## 1. Project Overview", "## 1. Projektüberblick"), ("## 2. Core Features", "## 2. Kernfunktionen"), ("## 3. User Stories", "## 3. Anwendergeschichten"),
            ("## 4. Non-Functional Requirements", "## 4. Nichtfunktionale Anforderungen"), ("## 5. Success Metrics", "## 5. Erfolgskennzahlen"),
            ("## 6. Technical Constraints", "## 6. Technische Rahmenbedingungen"), ("## 7. Out of Scope", "## 7. Nicht im Umfang"))),
        Form("Japanese headings", Storming, text => Forms.Replace(
            text, ("## Domain Events", "## ドメインイベント"), ("## Commands", "## コマンド"), ("## Aggregates", "## 集約"), ("## Process Flows", "## プロセスフロー"))),
        Form("Spanish headings", Stack, text => Forms.Replace(
            text, ("## Database", "## Base de datos"), ("## Infrastructure", "## Infraestructura"), ("## Third-Party Services", "## Servicios de terceros"))),

        // Features.
        Form("features of level four", Prd, text => Forms.Headings(text, 3, heading => $"#### {heading}")),
        Form("features of level two", Prd, text => Forms.Headings(text, 3, heading => $"## {heading}")),
        Form("features in bold", Prd, text => Forms.Headings(text, 3, heading => $"**{heading}**")),
        Form("F for feature", Prd, text => Forms.Headings(text, 3, heading => $"### {heading.Replace("Feature ", "F", StringComparison.Ordinal)}")),
        Form("features numbered like sections", Prd, text => Forms.Headings(text, 3, heading => $"### 2.{heading.Replace("Feature ", "", StringComparison.Ordinal).Replace(":", "", StringComparison.Ordinal)}")),
        Form("a dash for the colon", Prd, text => Forms.Headings(text, 3, heading => $"### {heading.Replace(":", " –", StringComparison.Ordinal)}")),
        Form("German features", Prd, text => Forms.Replace(Forms.Headings(text, 3, heading => $"### {heading.Replace("Feature ", "Funktion ", StringComparison.Ordinal)}"),
            ("**Description**:", "**Beschreibung**:"), ("**Acceptance Criteria**:", "**Akzeptanzkriterien**:"))),
        Form("criteria as a heading", Prd, text => Forms.Replace(text, ("**Acceptance Criteria**:", "#### Acceptance Criteria"))),
        Form("criteria as a heading of the same level", Prd, text => Forms.Replace(text, ("**Acceptance Criteria**:", "### Acceptance Criteria"))),
        Form("stars for dashes", Prd, text => Forms.EachLine(text, line => line.StartsWith("- ", StringComparison.Ordinal) ? $"* {line[2..]}" : line)),

        // Entries of the storming.
        Form("events in a table", Storming, text => Forms.AsTable(text, "## Domain Events", "| Event | When |")),
        Form("aggregates in a table", Storming, text => Forms.AsTable(text, "## Aggregates", "| Aggregate | What |")),
        Form("dots for dashes", Storming, text => Forms.EachLine(text, line => line.StartsWith("- ", StringComparison.Ordinal) ? $"• {line[2..]}" : line)),
        Form("numbered events", Storming, text => Forms.EachLine(text, line => line.StartsWith("- ", StringComparison.Ordinal) ? $"1. {line[2..]}" : line)),
        Form("events without any mark", Storming, text => Forms.EachLine(text, line => line.StartsWith("- ", StringComparison.Ordinal) ? line[2..] : line)),
        Form("an event a heading", Storming, text => Forms.EachLine(
            text, line => line.StartsWith("- ", StringComparison.Ordinal) && line.Contains(": ", StringComparison.Ordinal) ? $"### {line[2..].Replace(": ", "\n", StringComparison.Ordinal)}" : line)),

        // The stack.
        Form("the colon inside the bold", Stack, text => Forms.Labels(text, (label, value) => $"**{label}:** {value}")),
        Form("labels without bold", Stack, text => Forms.Labels(text, (label, value) => $"{label}: {value}")),
        Form("labels as bullets", Stack, text => Forms.Labels(text, (label, value) => $"- **{label}**: {value}")),
        Form("labels as headings", Stack, text => Forms.Labels(text, (label, value) => $"### {label}\n{value}")),
        Form("a selection", Stack, text => Forms.Replace(text, ("**Choice**:", "**Selection**:"), ("**Justification**:", "**Rationale**:"))),
        Form("German labels", Stack, text => Forms.Replace(text, ("**Choice**:", "**Auswahl**:"), ("**Justification**:", "**Begründung**:"))),
        Form("services in a table", Stack, text => Forms.AsTable(text, "## Third-Party Services", "| Purpose | Service |")),

        // Stages.
        Form("phases", Plan, text => Forms.Replace(text, ("## Stage ", "## Phase "))),
        Form("milestones", Plan, text => Forms.Replace(text, ("## Stage ", "## Milestone "))),
        Form("stages in bold", Plan, text => Forms.Headings(text, 2, heading => $"**{heading}**")),
        Form("stages of level three", Plan, text => Forms.Headings(text, 2, heading => $"### {heading}")),
        Form("stages without the word", Plan, text => Forms.Headings(text, 2, heading => $"## {heading["Stage 1: ".Length..]}")),
        Form("stages in words", Plan, text => Forms.Replace(text, ("## Stage 1:", "## Stage One:"), ("## Stage 2:", "## Stage Two:"))),
        Form("weeks in words", Plan, text => Forms.Replace(text, ("3 weeks", "three weeks"))),
        Form("German weeks", Plan, text => Forms.Durations(text, weeks => $"{weeks} Wochen")),
        Form("Chinese weeks", Plan, text => Forms.Durations(text, weeks => $"{weeks}周")),
        Form("working days", Plan, text => Forms.Durations(text, weeks => $"{5 * weeks} working days")),
        Form("short weeks", Plan, text => Forms.Durations(text, weeks => $"{weeks} wks")),
        Form("a plus", Plan, text => Forms.Durations(text, weeks => $"{weeks}+ weeks")),
        Form("weeks of a calendar", Plan, text => Forms.Durations(text, weeks => $"Week 1 - Week {weeks}")),
        Form("no length that can be read", Plan, text => Forms.Durations(text, _ => "as long as it takes")),
        Form("no length", Plan, text => string.Join('\n', text.Split('\n').Where(line => !line.StartsWith("**Duration**", StringComparison.Ordinal)))),
        Form("the length in the heading", Plan, text => Forms.Headings(
            string.Join('\n', text.Split('\n').Where(line => !line.StartsWith("**Duration**", StringComparison.Ordinal))), 2, heading => $"## {heading} (2 weeks)")),
        Form("boxes of their own", Plan, text => Forms.Replace(text, ("- [ ] ", "☐ "))),
        Form("bullets of their own", Plan, text => Forms.EachLine(text, line => line.StartsWith("- ", StringComparison.Ordinal) ? $"• {line[2..]}" : line)),
        Form("a list on the label's line", Plan, text => Forms.Replace(text, ("**Features**:", "**Deliverables**: data model, API, screens\n\n**Features**:"))),
        Form("exit criteria", Plan, text => Forms.Replace(text, ("**Stage Gate Criteria**:", "**Exit Criteria**:"), ("**Deliverables**:", "**Key Deliverables**:"))),
        Form("labels of a stage as headings", Plan, text => Forms.Labels(text, (label, value) => $"### {label}\n{value}")),
        Form("labels of a stage as bullets", Plan, text => Forms.EachLine(
            Forms.Labels(text, (label, value) => $"\u0001- **{label}**: {value}"),
            line => line.StartsWith('\u0001') ? line[1..] : line.StartsWith("- ", StringComparison.Ordinal) ? $"  {line}" : line)),
        Form("French labels", Plan, text => Forms.Replace(
            text, ("**Duration**:", "**Durée**:"), ("**Features**:", "**Fonctionnalités**:"), ("**Deliverables**:", "**Livrables**:"), ("**Stage Gate Criteria**:", "**Critères de passage**:"))),
        Form("emojis before labels", Plan, text => Forms.Labels(text, (label, value) => $"✅ **{label}**: {value}")),
        Form("a stage said twice", Plan, text => text + text[text.LastIndexOf("\n## Stage", StringComparison.Ordinal)..]),
        Form("a table of stages before the stages", Plan, text => text.Replace(
            "## Stage 1:", "| Stage | Weeks |\n|---|---|\n| 1 | 3 |\n\n## Stage 1:", StringComparison.Ordinal)),

        // Contents: there is nothing that a reader could read.
        Content("a section left out", Prd, text => Without(text, "## 5. Success Metrics")),
        Content("two sections left out", Storming, text => Without(Without(text, "## Commands"), "## Process Flows")),
        Content("an empty section", Stack, text => Without(text, "## Database").Replace("## Infrastructure", "## Database\n\n## Infrastructure", StringComparison.Ordinal)),
        Content("a placeholder for a section", Prd, text => Without(text, "## 7. Out of Scope") + "\n## 7. Out of Scope\nTBD\n"),
        Content("the same as above", Prd, text => Without(text, "### Feature 2", "### Feature 3").Replace("### Feature 3", "### Feature 2: Listings\n(same form as Feature 1)\n\n### Feature 3", StringComparison.Ordinal)),
        Content("no services", Stack, text => Without(text, "## Third-Party Services")),
        Content("an apology", Plan, _ => "I'm sorry, but I cannot help with that."),
        Content("another document", Prd, _ => SampleDocuments.Of(DocumentType.TechStack)),
        Content("stages without gates", Plan, text => string.Join('\n', text.Split('\n').Where(line => !line.StartsWith("- [ ]", StringComparison.Ordinal)))),
        Content("cut in the middle of code", Stack, text => text + "\n```yaml\nservices:\n"),
        Content("no features", Prd, text => Without(text, "## 2. Core Features").Replace("## 3. User Stories", "## 2. Core Features\nThere are several.\n\n## 3. User Stories", StringComparison.Ordinal)),
        Content("a section twice, with two contents", Storming, text => text.Replace("## Commands", "## Domain Events\n- ToolLost: a tool is gone\n\n## Commands", StringComparison.Ordinal)),
        Content("half of the document", Prd, text => text[..(text.Length / 2)]),
    ];

    private static Probe Form(string name, DocumentType document, Func<string, string> change) => new(name, ProbeFault.Form, document, change);

    private static Probe Content(string name, DocumentType document, Func<string, string> change) => new(name, ProbeFault.Content, document, change);

    /// <summary>The text without a heading and what stands under it, down to the next one of its level.</summary>
    private static string Without(string text, string heading, string? next = null)
    {
        var start = text.IndexOf($"{heading}", StringComparison.Ordinal);
        Assert.True(start >= 0, string.Create(CultureInfo.InvariantCulture, $"No heading {heading}"));
        var mark = next ?? $"{heading[..heading.IndexOf(' ', StringComparison.Ordinal)]} ";
        var end = text.IndexOf($"\n{mark}", start, StringComparison.Ordinal);
        return text[..start] + (end < 0 ? "" : text[(end + 1)..]);
    }
}
