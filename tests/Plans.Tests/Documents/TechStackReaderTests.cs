using AiDevFramework.Grains.Abstractions.Phases;

namespace AiDevFramework.Plans.Tests.Documents;

public sealed class TechStackReaderTests
{
    [Fact]
    public void Read_OfTheSpecificationsDocument_FindsTheChoices()
    {
        var judgement = Answers.ReadTechStack(SpecificationDocuments.TechStack);

        Assert.Null(judgement.Complaint);
        var facts = Assert.IsType<TechStackFacts>(judgement.Facts);
        Assert.Equal(
            ("React 18 + TypeScript + Tailwind CSS", "Node.js + Express + TypeScript", "PostgreSQL 14", "Docker + AWS"),
            (facts.Frontend, facts.Backend, facts.Database, facts.Infrastructure));
        Assert.Equal(["Authentication: Auth0 or Clerk", "Email: SendGrid", "Analytics: PostHog"], facts.ThirdPartyServices);
    }

    [Theory]
    [InlineData("**Choice**: React 18", "React 18")]
    [InlineData("**Choice:** React 18.", "React 18")]
    [InlineData("**Choice**: **React 18** + `TypeScript`", "React 18 + TypeScript")]
    [InlineData("- **Choice**: React 18\n- **Justification**: it fits", "React 18")]
    [InlineData("__Choice__: snake_case_ui", "snake_case_ui")]
    [InlineData("Choice: C# + Blazor", "C# + Blazor")]
    [InlineData("**Choice**：Vue 3", "Vue 3")]
    [InlineData("**Choice**:\n- React 18\n- TypeScript", "React 18")]
    [InlineData("**Choice**:\n\nReact 18", "React 18")]
    [InlineData("**Choice**:\n\n**Justification**:\n- React: it fits", "React: it fits")]
    [InlineData("### Choice\nReact 18", "React 18")]
    [InlineData("### Framework\nReact 18 it is", "React 18 it is")]
    [InlineData("```\n**Choice**: not this\n```\n**Choice**: React 18", "React 18")]
    [InlineData("React 18, because **everybody** knows it", "React 18, because everybody knows it")]
    public void Read_OfAChoiceInAnyForm_FindsIt(string section, string expected)
    {
        var judgement = Answers.ReadTechStack(With("## Frontend", section));

        Assert.Null(judgement.Complaint);
        Assert.Equal(expected, Assert.IsType<TechStackFacts>(judgement.Facts).Frontend);
    }

    [Fact]
    public void Read_OfAVeryLongChoice_CutsItBetweenCharacters()
    {
        var judgement = Answers.ReadTechStack(With("## Frontend", $"**Choice**: {new string('x', 199)}😀😀"));

        Assert.Equal(new string('x', 199), Assert.IsType<TechStackFacts>(judgement.Facts).Frontend);
    }

    [Theory]
    [InlineData("- None: the product sends nothing")]
    [InlineData("None are needed.")]
    [InlineData("- **None**: everything is built in")]
    public void Read_WithoutServices_HasNone(string section)
    {
        var judgement = Answers.ReadTechStack(With("## Third-Party Services", section));

        Assert.Null(judgement.Complaint);
        Assert.Empty(Assert.IsType<TechStackFacts>(judgement.Facts).ThirdPartyServices);
    }

    [Fact]
    public void Read_OfServices_KeepsPurposeAndName()
    {
        var judgement = Answers.ReadTechStack(With(
            "## Third-Party Services",
            "- **Email**: SendGrid (F3), free to 100 a day; when it is down, mails wait\n- Nonesuch: a name that begins like none\n- ..."));

        Assert.Equal(
            ["Email: SendGrid (F3)", "Nonesuch: a name that begins like none"],
            Assert.IsType<TechStackFacts>(judgement.Facts).ThirdPartyServices);
    }

    private static string With(string heading, string content) => SectionEditor.Replace(SpecificationDocuments.TechStack, heading, content);
}
