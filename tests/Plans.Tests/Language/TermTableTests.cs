using AiDevFramework.Plans.Language;

namespace AiDevFramework.Plans.Tests.Language;

public sealed class TermTableTests
{
    private static readonly string[] s_languages = ["en", "de", "fr", "es", "pt", "it", "nl", "pl", "ja", "zh"];

    private static readonly TermGroup[] s_frame =
    [
        TermGroup.Title, TermGroup.StormingSection, TermGroup.PrdSection, TermGroup.StackSection, TermGroup.OverviewLabel, TermGroup.StormingLabel,
        TermGroup.FeatureLabel, TermGroup.StackLabel, TermGroup.StageLabel, TermGroup.FeatureWord, TermGroup.StageWord, TermGroup.Complexity,
    ];

    [Fact]
    public void EveryWordOfAFrame_IsThereInEveryLanguage()
    {
        var missing =
            from entries in TermTable.Entries.Where(entry => s_frame.Contains(entry.Group)).GroupBy(entry => (entry.Group, entry.Term))
            from language in s_languages
            where entries.All(entry => entry.Language != language)
            select $"{entries.Key.Group}.{entries.Key.Term}: {language}";

        Assert.Empty(missing);
    }

    [Fact]
    public void NoWord_MeansTwoThingsInOneGroup()
    {
        var twice = TermTable.Entries.GroupBy(entry => (entry.Group, entry.Key))
            .Where(entries => entries.DistinctBy(entry => entry.Term).Count() > 1)
            .Select(entries => $"{entries.Key.Group}: {entries.First().Word} is {string.Join(" and ", entries.Select(entry => $"{entry.Term} ({entry.Language})"))}");

        Assert.Empty(twice);
    }

    [Fact]
    public void EveryWord_ComparesAsSomething() => Assert.All(TermTable.Entries, entry => Assert.NotEqual("", entry.Key));

    [Theory]
    [InlineData("Métricas de Éxito", "METRICAS DE EXITO")]
    [InlineData("Me\u0301tricas", "METRICAS")]
    [InlineData("Ｃｏｍｍａｎｄｓ", "COMMANDS")]
    [InlineData("  **Success** Metrics & KPIs: ", "SUCCESS METRICS AND KPIS")]
    [InlineData("Non\u2011Functional\u00A0Requirements", "NON FUNCTIONAL REQUIREMENTS")]
    [InlineData("🚀 Außerhalb\u200B des Umfangs", "AUSERHALB DES UMFANGS")]
    [InlineData("złożoność", "ZLOZONOSC")]
    [InlineData("", "")]
    public void Key_OfAText_IsItsWords(string text, string key) => Assert.Equal(key, TextKey.Of(text));

    [Theory]
    [InlineData("2. Core Features", "CORE FEATURES")]
    [InlineData("II. Core Features", "CORE FEATURES")]
    [InlineData("Section 2: Core Features", "CORE FEATURES")]
    [InlineData("Abschnitt II – Kernfunktionen", "KERNFUNKTIONEN")]
    [InlineData("2.1) Commands (what people ask for)", "COMMANDS")]
    [InlineData("[Commands](#commands)", "COMMANDS")]
    [InlineData("第1章 概要", "概要")]
    [InlineData("第一章：项目概述", "项目概述")]
    [InlineData("一、项目概述", "项目概述")]
    [InlineData("(none)", "NONE")]
    public void Key_OfAHeading_HasNoNumberAndNoRemark(string heading, string key) => Assert.Equal(key, HeadingKey.Of(heading));

    /// <summary>A word of the group is told from the beginning of a text without reading the rest of it.</summary>
    [Fact]
    public void IsAndBegins_OfAnyText_SayWhatItsWholeKeySays()
    {
        string[] behind = ["", ":", " the idea says nothing of it (Q2)", "s", " und so weiter und so fort, ohne Ende und ohne Ziel", "\u0301x", "。"];
        foreach (var group in (TermGroup[])[TermGroup.None, TermGroup.Placeholder])
        {
            foreach (var text in TermTable.Entries.Where(entry => entry.Group == group).SelectMany(entry => behind, (entry, rest) => $"**{entry.Word}**{rest}"))
            {
                var key = TextKey.Of(text);

                Assert.Equal(TermTable.Entries.Any(entry => entry.Group == group && entry.Key == key), TermTable.Is(group, text));
                Assert.Equal(TermTable.FindBeginning(group, key, out var length) is not null && (length == key.Length || key[length] == ' '), TermTable.Begins(group, text));
            }
        }
    }
}
