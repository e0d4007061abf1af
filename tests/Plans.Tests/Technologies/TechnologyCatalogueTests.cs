using AiDevFramework.Plans.Intake;
using AiDevFramework.Plans.Language;
using AiDevFramework.Plans.Technologies;

namespace AiDevFramework.Plans.Tests.Technologies;

public sealed class TechnologyCatalogueTests
{
    [Fact]
    public void All_OfTheFile_HaveIdsOfTheirOwnAndAPlace()
    {
        Assert.True(TechnologyCatalogue.All.Count >= 400);
        Assert.Empty(TechnologyCatalogue.All.GroupBy(technology => technology.Id).Where(group => group.Count() > 1).Select(group => group.Key));
        Assert.All(TechnologyCatalogue.All, technology => Assert.NotEmpty(technology.Places));
        Assert.All(TechnologyCatalogue.All, technology => Assert.NotEmpty(technology.Categories));
    }

    [Fact]
    public void Spellings_OfTheFile_AreWordsThatCompare()
    {
        Assert.All(TechnologyCatalogue.Spellings, spelling => Assert.All(spelling.Words, word => Assert.InRange(word.Length, 1, WordRanges.MostCharacters)));
        Assert.All(TechnologyCatalogue.Spellings, spelling => Assert.NotEmpty(spelling.Words));
    }

    [Fact]
    public void All_OfTheFile_ReferToWhatItHas()
    {
        var ids = TechnologyCatalogue.All.Select(technology => technology.Id).ToHashSet();

        Assert.All(
            TechnologyCatalogue.All.SelectMany(technology => technology.Categories).Where(category => category.StartsWith("of:", StringComparison.Ordinal) || category.StartsWith("in:", StringComparison.Ordinal)),
            category => Assert.Contains(category[3..], ids));
    }

    /// <summary>What the intake can demand or forbid, checks can find.</summary>
    [Theory]
    [InlineData("PostgreSQL MySQL MariaDB SQLite Oracle MSSQL MongoDB Redis Cassandra DynamoDB Firestore Elasticsearch Neo4j DuckDB Firebase Supabase")]
    [InlineData("Python Java JavaScript TypeScript C# C++ golang PHP Ruby Kotlin Scala Elixir ABAP COBOL React Angular Vue Svelte Django Flask")]
    [InlineData("Rails Laravel .NET Node.js Next.js Flutter WordPress Kubernetes Docker Linux Windows Android iOS GPL")]
    public void Find_OfWhatTheIntakeReads_Knows(string names)
    {
        Assert.All(names.Split(' '), name =>
        {
            var idea = IdeaText.Read($"use {name}");
            var value = Assert.Single(idea.Within(0, idea.Tokens.Count, Meaning.Technology).Where(mark => mark.End == idea.Tokens.Count).Take(1)).Value;
            Assert.NotNull(TechnologyCatalogue.Find(value[(value.IndexOf(':', StringComparison.Ordinal) + 1)..]));
        });
    }
}
