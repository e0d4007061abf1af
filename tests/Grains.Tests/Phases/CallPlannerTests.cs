using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.Grains.Attempts;
using AiDevFramework.Grains.Phases;
using AiDevFramework.Grains.Tests.Llm;
using AiDevFramework.Llm;
using Microsoft.Extensions.Options;

namespace AiDevFramework.Grains.Tests.Phases;

/// <summary>What is reserved where a model takes no completion limit.</summary>
public sealed class CallPlannerTests
{
    private readonly FixedCatalogue _catalogue = new() { Price = new ModelPrice(0m, 0.001m), Refused = RefusedMembers.AnyMaximum };

    [Fact]
    public void PlanFor_OfAModelThatTakesNoLimit_ReservesItsOwn()
    {
        _catalogue.Limits = new ModelLimits(null, 16_000);

        Assert.True(Plan().ReservedUsd >= 16m); // and the gateway's fee
        _catalogue.Refused = RefusedMembers.MaxTokens; // the newer name is sent
        Assert.InRange(Plan().ReservedUsd!.Value, 1m, 2m);
    }

    [Fact]
    public void PlanFor_OfAModelWithoutAnyLimit_KeepsNoBudgetAndSaysWhy()
    {
        var plan = Plan();

        Assert.Equal((null, true), (plan.ReservedUsd, plan.IsUnlimited));
        var refusal = BudgetFailure.OfUnknown(plan);
        Assert.Equal(("budget", true), (refusal.Message, refusal.RetryAvailable));
        Assert.Contains("takes no limit for its answers", refusal.Detail, StringComparison.Ordinal);
        Assert.NotNull(refusal.FixFirst);
        _catalogue.Price = null;
        Assert.Contains("price", BudgetFailure.OfUnknown(Plan()).Detail, StringComparison.Ordinal);
    }

    private AttemptPlan Plan() => new CallPlanner([Questions.Definition(Step.SmartDetection)], _catalogue, Options.Create(new LlmOptions { ApiKey = "sk" }))
        .PlanFor(Questions.Request(Step.SmartDetection));
}
