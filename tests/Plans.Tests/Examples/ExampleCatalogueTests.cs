using System.Text.RegularExpressions;
using AiDevFramework.Plans.Examples;

namespace AiDevFramework.Plans.Tests.Examples;

public sealed class ExampleCatalogueTests
{
    [Fact]
    public void All_HasTheThreeExamplesWithTheIdeasOfTheirFolders()
    {
        Assert.Equal(["marketplace", "renamer", "portal"], ExampleCatalogue.All.Select(example => example.Name));
        Assert.Equal("A neighbourhood tool-lending marketplace with deposits, bookings and reviews", ExampleCatalogue.Find("marketplace")!.Idea);
        Assert.Equal(Sample.PortalIdea.Trim(), ExampleCatalogue.Find("portal")!.Idea);
        Assert.All(ExampleCatalogue.All, example => Assert.InRange(example.Idea.Length, 10, 5000));
        Assert.All(ExampleCatalogue.All, example => Assert.Matches(new Regex(ExampleCatalogue.Pattern), example.Name));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Portal")]
    [InlineData("portal ")]
    [InlineData("../portal")]
    public void Find_OfAnythingElse_IsNothing(string? name) => Assert.Null(ExampleCatalogue.Find(name));
}
