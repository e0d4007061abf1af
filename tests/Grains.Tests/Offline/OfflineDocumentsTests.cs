using System.Text.Json;
using System.Text.RegularExpressions;
using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.Offline;
using CsCheck;

namespace AiDevFramework.Grains.Tests.Offline;

/// <summary>The planner's documents among themselves: the same features, events and numbers in all of them.</summary>
public sealed partial class OfflineDocumentsTests
{
    public static TheoryData<string> SampleNames => [.. SampleIdeas.All.Keys];

    [Theory]
    [MemberData(nameof(SampleNames))]
    public void Documents_OfASample_AgreeWithEachOther(string name) => AssertConsistent(SampleIdeas.All[name]);

    [Fact]
    public void Documents_OfAnyText_AgreeWithEachOther()
    {
        var word = Gen.OneOf(
            OneOf([.. Vocabulary.All.SelectMany(capability => capability.Words).Select(trigger => string.Join(' ', trigger).TrimEnd('*'))]),
            OneOf("#", "- [ ]", "```", "<b>", "|", "\n## 7. Out of Scope\n", "**Choice**:", "no", "without", "for", "teachers", "{idea}", "→", "\0", "\uD800", "👩‍🌾", "\r\n", "> ", "1."),
            Gen.String[Gen.Char, 0, 12],
            Gen.String[Gen.Char.AlphaNumeric, 1, 40]);

        Gen.Select(word.Array[0, 120], OneOf(" ", "", ". ")).Sample((words, separator) => AssertConsistent(string.Join(separator, words)), iter: 400);
    }

    [Fact]
    public void Documents_OfTwoIdeas_AreRecognisablyDifferent()
    {
        var (recipes, clinic) = (OutlineBuilder.Build(SampleIdeas.Recipes), OutlineBuilder.Build(SampleIdeas.Clinic));
        var (stack, other) = (StackChoice.For(recipes), StackChoice.For(clinic));

        Assert.NotEqual(recipes.Name, clinic.Name);
        Assert.NotEqual(stack.Backend.Choice, other.Backend.Choice);
        Assert.NotEqual(stack.Infrastructure.Choice, other.Infrastructure.Choice);
        Assert.Contains("RecipeShared", recipes.Events.Select(@event => @event.Name));
        Assert.Contains("Keep Recipes", recipes.Features.Select(feature => feature.Name));
        Assert.Contains("Share Recipes with Chosen People", recipes.Features.Select(feature => feature.Name));
        Assert.Contains("TreatmentBooked", clinic.Events.Select(@event => @event.Name));
        Assert.True(clinic.ComplexDomain);
        Assert.False(recipes.ComplexDomain);
    }

    [Theory]
    [InlineData(SampleIdeas.Todo, 1, false, Complexity.Low, Approach.Horizontal)]
    [InlineData("Habit tracker with streaks", 1, false, Complexity.Low, Approach.Horizontal)]
    [InlineData("Split bills with roommates", 3, true, Complexity.Medium, Approach.Horizontal)]
    [InlineData(SampleIdeas.Clinic, 8, true, Complexity.High, Approach.Vertical)]
    public void Build_OfAnIdea_IsAsLargeAsTheIdea(string idea, int features, bool storming, Complexity complexity, Approach approach)
    {
        var outline = OutlineBuilder.Build(idea);

        Assert.Equal(
            (features, storming, complexity, approach),
            (outline.Features.Count, outline.UseEventStorming, outline.Complexity, outline.Approach));
    }

    [Theory]
    [InlineData("A mobile app for runners to share routes on a map", "React Native", "PostGIS")]
    [InlineData("A command line tool that converts CSV files into JSON", "Terminal", "SQLite")]
    [InlineData("A todo app", "Svelte", "IndexedDB")]
    [InlineData("A wall of sensors for greenhouse operators", "Vue", "TimescaleDB")]
    [InlineData("A blog where chefs publish articles with comments", "Next.js", "PostgreSQL")]
    public void For_AnIdea_ChoosesByWhatItNeeds(string idea, string frontend, string database)
    {
        var stack = StackChoice.For(OutlineBuilder.Build(idea));

        Assert.StartsWith(frontend, stack.Frontend.Choice, StringComparison.Ordinal);
        Assert.Contains(database, stack.Database.Choice, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Marketplace where farmers sell vegetables and customers order them", "Vegetable Market", "customer")]
    [InlineData("A platform for dog owners to find trusted dog walkers nearby and book walks", "Walk Finder", "dog owner")]
    [InlineData("I want a website where my neighbourhood can lend tools to each other", "Tool Circle", "neighbour")]
    [InlineData("A mobile app called Pantria that knows what is in my fridge", "Pantria", "stock keeper")]
    [InlineData("Eine App für Gärtner, um Pflanzen zu verwalten", "Plant Book", "Gärtner")]
    public void Build_OfAnIdea_TakesItsNamesFromItsWords(string idea, string name, string role)
    {
        var outline = OutlineBuilder.Build(idea);

        Assert.Equal((name, role), (outline.Name, outline.Role));
    }

    [Fact]
    public void Build_OfAnIdeaThatRulesSomethingOut_LeavesItOutAndSaysSo()
    {
        var outline = OutlineBuilder.Build("A recipe collection with photos, but no payments and without reviews");

        Assert.DoesNotContain(outline.Features, feature => feature.Capability.Key is "payments" or "reviews");
        Assert.Equal(2, outline.RuledOut.Count);
        Assert.Contains("the idea says that it does not want it", PrdWriter.Write(outline), StringComparison.Ordinal);
    }

    [Fact]
    public void Write_OfAnIdeaFullOfMarkup_LetsNoneThrough()
    {
        var outline = OutlineBuilder.Build(SampleIdeas.All["injection"]);

        var all = string.Concat(EventStormingWriter.Write(outline), PrdWriter.Write(outline), TechStackWriter.Write(outline));

        Assert.DoesNotContain("<", all, StringComparison.Ordinal);
        Assert.DoesNotContain("```", all, StringComparison.Ordinal);
        Assert.DoesNotContain("](", all, StringComparison.Ordinal);
        Assert.DoesNotContain("Feature 99", PrdWriter.Write(outline).Replace("Feature 99 Evil", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.DoesNotContain('\u202E', all);
    }

    private static Gen<string> OneOf(params string[] values) => Gen.Int[0, values.Length - 1].Select(index => values[index]);

    private static void AssertConsistent(string idea)
    {
        var outline = OutlineBuilder.Build(idea);
        var count = outline.Features.Count;
        Assert.InRange(count, 1, 9);
        Assert.Equal(count, outline.Features.Select(feature => feature.Name).Distinct().Count());

        using var detection = JsonDocument.Parse(DecisionWriter.WriteDetection(outline));
        Assert.Equal(count, detection.RootElement.GetProperty("features").GetArrayLength());
        Assert.Equal(count >= 4 || outline.ComplexDomain, detection.RootElement.GetProperty("use_event_storming").GetBoolean());
        using var approach = JsonDocument.Parse(DecisionWriter.WriteApproach(outline));
        Assert.Equal(count <= 3 ? "HORIZONTAL" : "VERTICAL", approach.RootElement.GetProperty("approach").GetString());

        var storming = EventStormingWriter.Write(outline);
        var prd = PrdWriter.Write(outline);
        var stack = TechStackWriter.Write(outline);
        var plan = ExecutionPlanWriter.Write(outline, outline.Approach);

        AssertHeadings(storming, "# Event Storming Summary", "## Domain Events", "## Commands", "## Aggregates", "## Process Flows");
        AssertHeadings(stack, "# Tech Stack Document", "## Frontend", "## Backend", "## Database", "## Infrastructure", "## Third-Party Services");
        AssertHeadings(prd,
        [
            "# Product Requirements Document", "## 1. Project Overview", "## 2. Core Features",
            .. outline.Features.Select(feature => $"### Feature {feature.Number}: {feature.Name}"),
            "## 3. User Stories", "## 4. Non-Functional Requirements", "## 5. Success Metrics", "## 6. Technical Constraints", "## 7. Out of Scope",
        ]);
        Assert.All(new[] { storming, prd, stack, plan }, document => Assert.Equal("> Offline output: written by the built-in planner from the words of the idea, without a language model.", document.Split('\n')[2]));

        AssertStorming(outline, storming);
        AssertPrd(outline, prd);
        AssertStack(outline, stack);
        AssertPlan(outline, plan);
    }

    private static void AssertHeadings(string document, params string[] expected) =>
        Assert.Equal(expected, document.Split('\n').Where(line => line.StartsWith('#')));

    private static void AssertStorming(ProductOutline outline, string document)
    {
        var events = outline.Events.Select(@event => @event.Name).ToList();
        Assert.True(events.Count >= 3);
        Assert.Equal(events.Count, events.Distinct().Count());
        Assert.All(events.Concat(outline.Aggregates.Select(aggregate => aggregate.Name)), name => Assert.Matches("^[A-Z][A-Za-z0-9]+$", name));
        Assert.Equal(events, Section(document, "Domain Events").Select(line => line[2..line.IndexOf(':', StringComparison.Ordinal)]));
        Assert.Equal(events, Section(document, "Commands").Select(line => line[(line.LastIndexOf(' ') + 1)..]));
        Assert.Equal(
            events.Order(),
            Section(document, "Aggregates").SelectMany(line => line[(line.IndexOf("Events: ", StringComparison.Ordinal) + 8)..].Split(", ")).Order());
        Assert.All(Section(document, "Process Flows").Where(line => char.IsAsciiDigit(line[0])), line => Assert.Contains(" → ", line, StringComparison.Ordinal));
    }

    private static void AssertPrd(ProductOutline outline, string document)
    {
        var known = outline.Features.Select(feature => feature.Id).ToHashSet();
        Assert.Equal(outline.UseEventStorming, outline.Events.All(@event => document.Contains(@event.Name, StringComparison.Ordinal)));
        Assert.Contains($"**Complexity**: {outline.Complexity.ToString().ToUpperInvariant()}\n", document, StringComparison.Ordinal);
        var stories = Section(document, "3. User Stories");
        Assert.Equal(known.Order(), stories.SelectMany(Ids).Distinct().Order());
        Assert.All(Section(document, "5. Success Metrics"), metric => Assert.Subset(known, Ids(metric).ToHashSet()));
        Assert.InRange(Section(document, "5. Success Metrics").Count, 3, 6);
        Assert.True(Section(document, "7. Out of Scope").Count >= 3);
        Assert.All(new[] { "4. Non-Functional Requirements", "6. Technical Constraints" }, name => Assert.NotEmpty(Section(document, name)));
        Assert.Equal(3 * outline.Features.Count, CriterionId().Count(document));
    }

    private static void AssertStack(ProductOutline outline, string document)
    {
        var known = outline.Features.Select(feature => feature.Id).ToHashSet();
        Assert.Subset(known, Ids(document).ToHashSet());
        foreach (var name in new[] { "Frontend", "Backend", "Database", "Infrastructure" })
        {
            var lines = Section(document, name, bullets: false);
            Assert.InRange(lines.Single(line => line.StartsWith("**Choice**: ", StringComparison.Ordinal)).Length - "**Choice**: ".Length, 3, 100);
            var bullets = lines.Where(line => line.StartsWith("- ", StringComparison.Ordinal)).ToList();
            Assert.InRange(bullets.Count, 3, 6);
            Assert.Single(bullets, bullet => bullet.StartsWith("- Rejected: ", StringComparison.Ordinal));
        }

        Assert.NotEmpty(Section(document, "Third-Party Services"));
    }

    private static void AssertPlan(ProductOutline outline, string document)
    {
        var delivered = FeaturesLine().Matches(document).Select(match => match.Groups[1].Value).Where(line => line != "none").SelectMany(line => line.Split(", "));
        Assert.Equal(outline.Features.Select(feature => feature.Id), delivered);
        Assert.Subset(outline.Features.Select(feature => feature.Id).ToHashSet(), Ids(document).ToHashSet());
        var stages = document.Split("\n## ").Skip(1).ToList();
        Assert.InRange(stages.Count, 3, 10);
        Assert.StartsWith($"# Execution Plan ({outline.Approach} Approach)\n", document, StringComparison.Ordinal);
        for (var index = 0; index < stages.Count; index++)
        {
            Assert.StartsWith($"Stage {index + 1}: ", stages[index], StringComparison.Ordinal);
            Assert.Matches(@"\*\*Duration\*\*: (1 week|[234] weeks)\n", stages[index]);
            Assert.InRange(Criterion().Count(stages[index]), 3, 6);
            Assert.InRange(stages[index].Split("\n- ").Length - 1 - Criterion().Count(stages[index]), 3, 7);
        }
    }

    private static IEnumerable<string> Ids(string text) => FeatureId().Matches(text).Select(match => match.Value);

    private static List<string> Section(string document, string heading, bool bullets = true)
    {
        var section = document.Split("\n## ").Single(part => part.StartsWith(heading + "\n", StringComparison.Ordinal));
        return [.. section.Split('\n').Skip(1).Where(line => bullets ? line.StartsWith("- ", StringComparison.Ordinal) : line.Length > 0)];
    }

    [GeneratedRegex(@"\bF[0-9]+\b")]
    private static partial Regex FeatureId();

    [GeneratedRegex(@"^- AC[0-9]+\.[0-9]: Given ", RegexOptions.Multiline)]
    private static partial Regex CriterionId();

    [GeneratedRegex(@"^- \[ \] ", RegexOptions.Multiline)]
    private static partial Regex Criterion();

    [GeneratedRegex(@"^\*\*Features\*\*: (.+)$", RegexOptions.Multiline)]
    private static partial Regex FeaturesLine();
}
