using AiDevFramework.Llm;
using CsCheck;

namespace AiDevFramework.Grains.Tests.Llm;

public sealed class FailureRulesTests
{
    private static readonly RetryRules Rules = RetryRules.Of(new LlmOptions());

    [Theory]
    [InlineData(302, false)]
    [InlineData(400, false)]
    [InlineData(401, false)]
    [InlineData(402, false)]
    [InlineData(403, false)]
    [InlineData(404, false)]
    [InlineData(408, true)]
    [InlineData(413, false)]
    [InlineData(418, false)]
    [InlineData(422, false)]
    [InlineData(429, true)]
    [InlineData(500, true)]
    [InlineData(502, true)]
    [InlineData(503, true)]
    [InlineData(504, true)]
    [InlineData(524, true)]
    [InlineData(529, true)]
    public void WaitAfter_ByStatus_RetriesWhatMayPass(int status, bool retried)
    {
        var failure = new ChatFailureException(ErrorRules.ClassOf(status, null));

        Assert.Equal(retried, Rules.WaitAfter(failure, 1, 0) is not null);
        Assert.Equal(retried, FailureRules.FixFirst(failure.Failure, "some/model") is null); // what does not pass by itself wants a change
    }

    [Fact]
    public void WaitAfter_OfNoCreditWithRetryAfter_Retries()
    {
        var failure = new ChatFailureException(ChatFailure.NoCredit, retryAfter: TimeSpan.FromSeconds(3));

        Assert.Equal(TimeSpan.FromSeconds(3), Rules.WaitAfter(failure, 1, 0));
    }

    [Fact]
    public void WaitAfter_WhenTheProviderSaysItIsOfNoUse_IsNull()
    {
        Assert.Null(Rules.WaitAfter(new ChatFailureException(ChatFailure.RateLimited, final: true), 1, 0));
    }

    [Fact]
    public void WaitAfter_BeyondTheLongestRetryAfter_IsNullAndARetryLaterStaysOpen()
    {
        var failure = new ChatFailureException(ChatFailure.RateLimited, retryAfter: TimeSpan.FromDays(1));

        Assert.Null(Rules.WaitAfter(failure, 1, 0));
        Assert.Null(FailureRules.FixFirst(ChatFailure.RateLimited, "some/model"));
    }

    [Fact]
    public void WaitAfter_AtAnyAttempt_StaysInsideItsBounds()
    {
        Gen.Select(Gen.Enum<ChatFailure>(), Gen.Int[1, 5], Gen.Double.Unit, Gen.Int[0, 70].Nullable()).Sample(
            (kind, attempt, jitter, seconds) =>
            {
                var retryAfter = seconds is { } given ? TimeSpan.FromSeconds(given) : default(TimeSpan?);

                var wait = Rules.WaitAfter(new ChatFailureException(kind, retryAfter: retryAfter), attempt, jitter);

                Assert.True(wait is null || attempt <= Rules.MaxRetries);
                Assert.True(wait is null || wait >= (retryAfter ?? TimeSpan.FromSeconds(0.5)));
                Assert.True(wait is null || wait <= TimeSpan.FromSeconds(60.5));
            });
    }

    [Theory]
    [InlineData("rate_limit_exceeded", ChatFailure.RateLimited)]
    [InlineData("context_length_exceeded", ChatFailure.PromptTooLong)]
    [InlineData("timeout", ChatFailure.TimedOut)]
    [InlineData("provider_unavailable", ChatFailure.Unavailable)]
    [InlineData("never heard of", ChatFailure.Unavailable)]
    [InlineData(null, ChatFailure.Unavailable)]
    public void OfError_WithoutAStatus_GoesByItsType(string? type, object expected)
    {
        Assert.Equal(expected, FailureRules.OfError(new ProviderError(null, type, false, null)));
    }

    [Fact]
    public void Message_OfEveryFailure_IsThere()
    {
        var messages = Enum.GetValues<ChatFailure>().Select(failure => FailureRules.Message(failure, "some/model")).ToList();

        Assert.All(messages, message => Assert.False(string.IsNullOrWhiteSpace(message)));
        Assert.Equal(messages.Count, messages.Distinct().Count());
    }

    [Fact]
    public void WaitAfter_WhenThereWasWaitingEnough_IsNullAndARetryLaterStaysOpen()
    {
        var failure = new ChatFailureException(ChatFailure.Unavailable, waited: true);

        Assert.Null(Rules.WaitAfter(failure, 1, 0));
        Assert.Null(FailureRules.FixFirst(failure.Failure, "some/model"));
    }
}
