using AiDevFramework.Grains.Abstractions.Documents;
using AiDevFramework.Plans.Tests.Review;

namespace AiDevFramework.Plans.Tests.Typed;

/// <summary>Where the parts of a stack run: as the document says, else as the catalogue knows.</summary>
public sealed class StackRunsTests
{
    [Theory]
    [InlineData("React + Nginx", "**Runs**: React: client, Nginx: on-premise", "Client OnPremise")]
    [InlineData("React + Nginx", "**Runs**: cloud", "Cloud Cloud")]
    [InlineData("Supabase + Python + PostgreSQL + Nothing Known", "", "Unsaid Unsaid Unsaid Unsaid")] // may run in several places, or says nothing
    [InlineData("IndexedDB + DynamoDB + Salesforce + Percona Server", "", "Client Cloud Saas OnPremise")]
    [InlineData("IndexedDB + DynamoDB", "**Runs**: weiß man nicht", "Client Cloud")]
    [InlineData("DynamoDB + Hausmeister", "**Runs**: DynamoDB: client", "Client Unsaid")]
    public void Runs_OfAPart_ComesFromTheDocumentThenFromTheCatalogue(string choice, string runs, string expected)
    {
        var plan = Reviews.Input("An idea", (DocumentType.TechStack, $"# Tech Stack Document\n\n## Database\n**Choice**: {choice}\n\n{runs}\n\n**Justification**:\n- Reason\n")).Plan;

        Assert.Equal(expected, string.Join(' ', Assert.Single(plan.Stack).Parts.Select(part => part.Runs)));
    }
}
