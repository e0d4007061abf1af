using AiDevFramework.Plans.Blocks;
using AiDevFramework.Plans.Ledger;

namespace AiDevFramework.Plans.Tests.Ledger;

public sealed class CapacityTests
{
    [Theory]
    [InlineData("Constraints: two developers, 3 months, 60,000 EUR.", "2 people x 13 weeks = 130 person-days, at most 461 EUR a day")]
    [InlineData("Constraints: two developers, 3 months.", "2 people x 13 weeks = 130 person-days")]
    [InlineData("Constraints: two developers, 60,000 EUR.", "2 people, 60,000 EUR")]
    [InlineData("Constraints: 1 week.", "1 week")]
    [InlineData("Constraints: 99.50 EUR.", "99.5 EUR")]
    [InlineData("Constraints: on-premise.", "")]
    public void Prompt_OfAnIdea_SaysWhatIsKnown(string idea, string text) => Assert.Equal(text, PromptBlocks.Capacity(Intake.Intakes.OfCode(idea)));

    [Fact]
    public void Of_AWishAndADemand_TakesTheDemand() =>
        Assert.Equal(8, Capacity.Of(Intake.Intakes.OfCode("A map. Ideally the launch is in 4 weeks. The deadline is in 8 weeks.")).Weeks);

    [Fact]
    public void Of_TwoDemands_TakesTheTighter() =>
        Assert.Equal(4, Capacity.Of(Intake.Intakes.OfCode("A map. The launch is in 4 weeks. The deadline is in 8 weeks.")).Weeks);
}
