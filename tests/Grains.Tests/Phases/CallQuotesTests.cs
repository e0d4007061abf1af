using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.Grains.Attempts;
using AiDevFramework.Grains.Phases;
using AiDevFramework.Grains.Tests.Llm;
using AiDevFramework.Llm;
using Microsoft.Extensions.Options;

namespace AiDevFramework.Grains.Tests.Phases;

/// <summary>What is reserved where a model takes no completion limit.</summary>
public sealed class CallQuotesTests
{
    private readonly FixedCatalogue _catalogue = new() { Price = new ModelPrice(0m, 0.001m), Refused = RefusedMembers.AnyMaximum };

    [Fact]
    public void QuoteFor_OfAModelThatTakesNoLimit_ReservesItsOwn()
    {
        _catalogue.Limits = new ModelLimits(null, 16_000);

        Assert.True(Quote().MostUsd >= 16m); // and the gateway's fee
        _catalogue.Refused = RefusedMembers.MaxTokens; // the newer name is sent
        Assert.InRange(Quote().MostUsd!.Value, 3m, 4m);
    }

    [Fact]
    public void QuoteFor_OfAModelWithoutAnyLimit_KeepsNoBudgetAndSaysWhy()
    {
        var quote = Quote();

        Assert.Equal((null, true), (quote.MostUsd, quote.IsUnlimited));
        var refusal = BudgetFailure.OfUnknown(quote);
        Assert.Equal(("budget", true), (refusal.Message, refusal.RetryAvailable));
        Assert.Contains("takes no limit for its answers", refusal.Detail, StringComparison.Ordinal);
        Assert.NotNull(refusal.FixFirst);
        _catalogue.Price = null;
        Assert.Contains("price", BudgetFailure.OfUnknown(Quote()).Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void QuoteFor_OfAModelThatSpentItsAllowanceOnReasoning_IsForTwiceOfIt()
    {
        _catalogue.Refused = RefusedMembers.None;
        var request = Questions.Request(Step.SmartDetection) with { WideModels = [Questions.Models.Of(Step.SmartDetection).Model] };

        Assert.Equal(2 * Quote().MostUsd, Quotes().QuoteFor(request).MostUsd);
    }

    private Quote Quote() => Quotes().QuoteFor(Questions.Request(Step.SmartDetection));

    private CallQuotes Quotes() => new(Questions.Question, Questions.Models, _catalogue, Options.Create(new LlmOptions { ApiKey = "sk" }));
}
