using System.Text;
using AiDevFramework.Llm;

namespace AiDevFramework.Grains.Tests.Llm;

/// <summary>What is asked instead after a refusal.</summary>
public sealed class MemberRulesTests
{
    private const RefusedMembers All =
        RefusedMembers.MaxTokens | RefusedMembers.Temperature | RefusedMembers.ResponseFormat | RefusedMembers.StreamOptions | RefusedMembers.System;

    [Theory]
    [InlineData("Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.", RefusedMembers.MaxTokens)]
    [InlineData("Unrecognized request argument supplied: max_tokens", RefusedMembers.MaxTokens)]
    [InlineData("Unsupported value: 'temperature' does not support 0.3 with this model. Only the default (1) value is supported.", RefusedMembers.Temperature)]
    [InlineData("`temperature` is deprecated for this model.", RefusedMembers.Temperature)]
    [InlineData("invalid temperature: only 1 is allowed for this model", RefusedMembers.Temperature)]
    [InlineData("'response_format.type' must be 'json_schema' or 'text'", RefusedMembers.ResponseFormat)]
    [InlineData("JSON mode is not enabled for this model", RefusedMembers.ResponseFormat)]
    [InlineData("'messages' must contain the word 'json' in some form, to use 'response_format' of type 'json_object'.", RefusedMembers.ResponseFormat)]
    [InlineData("Unrecognized request argument supplied: stream_options", RefusedMembers.StreamOptions)]
    [InlineData("Unknown field include_usage", RefusedMembers.StreamOptions)]
    [InlineData("System role not supported", RefusedMembers.System)]
    [InlineData("Only user, assistant and tool roles are supported, got system.", RefusedMembers.System)]
    [InlineData("first message must be from user", RefusedMembers.System)]
    [InlineData("messages 参数非法: system 角色不支持", RefusedMembers.System)]
    [InlineData("{\"error\":{\"message\":\"Failed to generate JSON.\",\"code\":\"json_validate_failed\"}}", RefusedMembers.ResponseFormat)]
    [InlineData("Developer instruction is not enabled for models/gemma-3-27b-it", RefusedMembers.System)]
    [InlineData("Unsupported value: 'messages[0].role' does not support 'system' with this model.", RefusedMembers.System)]
    [InlineData("Conversation roles must alternate user/assistant/user/assistant/...", RefusedMembers.System)]
    [InlineData("messages: Unexpected role \"system\". The Messages API accepts a top-level `system` parameter", RefusedMembers.System)]
    public void Of_ARefusalThatNamesAMember_AsksWithoutIt(string message, object member) =>
        Assert.Equal(new AskAgain((RefusedMembers)member), After(message));

    [Theory]
    [InlineData("Something went wrong in the system")]
    [InlineData("The request is malformed")]
    [InlineData("top_p and top_k cannot both be given")]
    [InlineData("")]
    public void Of_ARefusalThatNamesNone_AsksNothing(string message) => Assert.Null(After(message));

    [Fact]
    public void Of_AMemberThatWasNotSent_AsksNothing() =>
        Assert.Null(After("`temperature` is deprecated for this model.", Sent() with { Members = RefusedMembers.MaxTokens }));

    [Theory]
    [InlineData("This model's maximum context length is 8192 tokens. However, you requested 9500 tokens (1500 in the messages, 8000 in the completion).", 8000, 6692)]
    [InlineData("This endpoint's maximum context length is 8192 tokens. However, you requested about 9500 tokens (1500 of text input, 8000 in the output).", 8000, 6692)]
    [InlineData("This model's maximum context length is 8,192 tokens. However, you requested 9,500 tokens (1,500 in the messages, 8,000 in the completion).", 8000, 6692)]
    [InlineData("'max_tokens' or 'max_completion_tokens' is too large: 8000. This model's maximum context length is 8192 tokens and your request has 1500 input tokens (8000 > 8192 - 1500).", 8000, 6692)]
    [InlineData("input length and `max_tokens` exceed context limit: 190000 + 20000 > 200000, decrease input length or `max_tokens` and try again", 20000, 10000)]
    [InlineData("Input validation error: `inputs` tokens + `max_new_tokens` must be <= 4096. Given: 3000 `inputs` tokens and 2000 `max_new_tokens`", 2000, 1096)]
    [InlineData("This model's maximum context length is 4096 tokens. However, you requested 9000 tokens.", 8000, 3096)]
    [InlineData("This model's maximum context length is 8192 tokens.", 8000, 4000)]
    [InlineData("The sum of prompt tokens (1500) and max_tokens (8000) exceeds the model's context window (8192).", 8000, 6692)]
    public void Of_AContextThatIsTooSmallForBoth_AsksForLess(string message, int asked, int expected)
    {
        var change = After(message, Sent() with { MaxTokens = asked }, ChatFailure.PromptTooLong);

        Assert.Equal((RefusedMembers.None, expected), (change?.Without, change?.MaxTokens));
    }

    [Theory]
    [InlineData("max_tokens is too large: 8000. This model supports at most 4096 completion tokens, whereas you provided 8000.", 4096)]
    [InlineData("max_tokens: 8000 > 4096, which is the maximum allowed number of output tokens for claude-3-haiku-20240307", 4096)]
    [InlineData("`max_tokens` must be less than or equal to `4096`, the maximum value for `max_tokens` is less than the `context_window` for this model", 4096)]
    [InlineData("Range of max_tokens should be [1, 4096]", 4096)]
    [InlineData("The maximum tokens you requested exceeds the model limit of 4096. Try again with a maximum tokens value that is lower than 4096.", 4095)]
    [InlineData("max_tokens exceeds what the model can write", 4000)]
    [InlineData("Max tokens 8000 exceeds limit 4096", 4096)]
    [InlineData("Requested 8000 output tokens, but model only supports 4,096", 4096)]
    [InlineData("{\"error\":{\"message\":\"Expected a value <= 4096, but got 8000 instead.\",\"param\":\"max_tokens\"}}", 4096)]
    public void Of_ALimitThatIsTooHigh_AsksForTheOneThatIsTold(string message, int expected) => Assert.Equal(expected, After(message)?.MaxTokens);

    [Theory]
    [InlineData("This model's maximum context length is 4096 tokens. However, you requested 9000 tokens.", 1000)]
    [InlineData("prompt is too long: 208310 tokens > 200000 maximum", 8000)]
    [InlineData("The input token count (1200000) exceeds the maximum number of tokens allowed (1048576).", 8000)]
    [InlineData("Prompt contains 40000 tokens, too large for model with 32768 maximum context length", 8000)]
    [InlineData("request (5000 tokens) exceeds the available context size (4096 tokens), try increasing it", 8000)]
    [InlineData("Input is too long for requested model.", 8000)]
    [InlineData("This model's maximum context length is 8192 tokens. However, you requested 16000 tokens (8000 in the messages, 8000 in the completion).", 8000)] // 192 are left
    [InlineData("`inputs` must have less than 4095 tokens. Given: 5000", 8000)]
    public void Of_APromptThatFitsWithNoLimit_AsksNothing(string message, int asked) =>
        Assert.Null(After(message, Sent() with { MaxTokens = asked, LeastTokens = 256 }, ChatFailure.PromptTooLong));

    [Theory]
    [InlineData("You requested up to 8000 tokens, but can only afford 3,000.", 1000, 3000)]
    [InlineData("You requested up to 8000 tokens, but can only afford 999.", 1000, null)] // no use
    [InlineData("You requested up to 8000 tokens, but can only afford 9000.", 1000, null)]
    [InlineData("Insufficient credits", 1000, null)]
    public void Of_CreditForFewerTokens_AsksForThose(string message, int least, int? expected)
    {
        var change = After(message, Sent() with { LeastTokens = least }, ChatFailure.NoCredit);

        Assert.Equal(expected, change?.MaxTokens);
        Assert.True(change is null or { Passing: true }); // the account's, not the model's: not to be remembered
    }

    private static SentMembers Sent() => new(All, 8000, 6000, 1000);

    private static AskAgain? After(string message, SentMembers? sent = null, ChatFailure failure = ChatFailure.BadRequest) => MemberRules.Of(
        new ChatFailureException(failure, error: ErrorReader.ReadBody(Encoding.UTF8.GetBytes(message)) ?? new ProviderError(400, null, false, null)), sent ?? Sent());
}
