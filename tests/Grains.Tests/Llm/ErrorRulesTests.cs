using System.Text;
using System.Text.Json;
using AiDevFramework.FakeOpenRouter.Replay;
using AiDevFramework.Llm;
using AiDevFramework.TestSupport;
using CsCheck;

namespace AiDevFramework.Grains.Tests.Llm;

/// <summary>Errors in the words of many servers, each with the class that a person would give it.</summary>
public sealed class ErrorRulesTests
{
    [Theory]
    [InlineData(400, """{"error":{"message":"This model's maximum context length is 4096 tokens. However, you requested 9000 tokens.","type":"invalid_request_error","param":"messages","code":"context_length_exceeded"}}""")]
    [InlineData(400, """{"object":"error","message":"This model's maximum context length is 8192 tokens. However, you requested 9500 tokens (1500 in the messages, 8000 in the completion). Please reduce the length of the messages or completion.","type":"BadRequestError","param":null,"code":400}""")]
    [InlineData(400, """{"error":{"code":400,"message":"the request exceeds the available context size. try increasing the context size or enable context shift","type":"exceed_context_size_error","n_prompt_tokens":5000,"n_ctx":4096}}""")]
    [InlineData(500, """{"error":{"code":500,"message":"the request exceeds the available context size, try increasing it","type":"server_error"}}""")]
    [InlineData(400, """{"type":"error","error":{"type":"invalid_request_error","message":"prompt is too long: 208310 tokens > 200000 maximum"}}""")]
    [InlineData(400, """{"type":"error","error":{"type":"invalid_request_error","message":"input length and `max_tokens` exceed context limit: 190000 + 20000 > 200000, decrease input length or `max_tokens` and try again"}}""")]
    [InlineData(400, """[{"error":{"code":400,"message":"The input token count (1200000) exceeds the maximum number of tokens allowed (1048576).","status":"INVALID_ARGUMENT"}}]""")]
    [InlineData(400, """{"object":"error","message":"Prompt contains 40000 tokens and 0 draft tokens, too large for model with 32768 maximum context length","type":"invalid_request_error","code":null}""")]
    [InlineData(422, """{"error":"Input validation error: `inputs` must have less than 4095 tokens. Given: 5000","error_type":"validation"}""")]
    [InlineData(422, """{"error":"Input validation error: `inputs` tokens + `max_new_tokens` must be <= 4096. Given: 3000 `inputs` tokens and 2000 `max_new_tokens`","error_type":"validation"}""")]
    [InlineData(400, """{"error":"Trying to keep the first 5000 tokens when context the overflows. However, the model is loaded with context length of only 4096 tokens, which is not enough. Try to load the model with a larger context length, or provide a shorter input"}""")]
    [InlineData(400, """{"message":"Input is too long for requested model."}""")]
    [InlineData(400, """{"error":{"message":"Provider returned error","code":400,"metadata":{"raw":"{\"error\":{\"message\":\"This model's maximum context length is 4096 tokens.\",\"code\":\"context_length_exceeded\"}}","provider_name":"OpenAI"}}}""")]
    [InlineData(400, """{"error":{"message":"This endpoint's maximum context length is 8192 tokens. However, you requested about 9500 tokens (1500 of text input, 8000 in the output). Please reduce the length of either one.","code":400}}""")]
    [InlineData(400, """{"error":{"message":"This model's maximum prompt length is 131072 but the request contains 537812 tokens.","type":"invalid_request_error"}}""")]
    [InlineData(500, """{"error":{"message":"the input length exceeds the context length","type":"api_error"}}""")]
    [InlineData(400, "prompt too long; exceeded max context length by 5 tokens")]
    [InlineData(413, "")]
    [InlineData(413, """{"error":{"message":"Request too large for model `x` on tokens per minute (TPM): Limit 6000, Requested 9000","type":"tokens","code":"rate_limit_exceeded"}}""")]
    [InlineData(400, """{"error":{"message":"The decoder prompt (length 5000) is longer than the maximum model length of 4096."}}""")]
    [InlineData(400, """{"error":{"message":"litellm.ContextWindowExceededError: AnthropicException"}}""")]
    [InlineData(400, """{"error":{"code":"1261","message":"Prompt 超长"}}""")]
    public void ClassOf_APromptThatIsTooLong_InAnyDialect(int status, string body) => Assert.Equal(ChatFailure.PromptTooLong, ClassOf(status, body));

    [Theory]
    [InlineData(429, """{"error":{"message":"You exceeded your current quota, please check your plan and billing details.","type":"insufficient_quota","param":null,"code":"insufficient_quota"}}""")]
    [InlineData(400, """{"type":"error","error":{"type":"invalid_request_error","message":"Your credit balance is too low to access the Anthropic API. Please go to Plans & Billing to upgrade or purchase credits."}}""")]
    [InlineData(402, """{"error":{"message":"Insufficient Balance","type":"unknown_error","param":null,"code":"invalid_request_error"}}""")]
    [InlineData(402, """{"error":{"message":"This request requires more credits, or fewer max_tokens. You requested up to 8000 tokens, but can only afford 100.","code":402}}""")]
    [InlineData(403, """{"error":{"message":"Key limit exceeded (total limit).","code":403,"metadata":{"limit_source":"openrouter_key_limit"}}}""")]
    [InlineData(403, """{"error":{"message":"insufficient quota","code":"insufficient_user_quota"}}""")]
    [InlineData(429, """{"error":{"code":"1113","message":"余额不足或无可用资源包,请充值。"}}""")]
    [InlineData(429, """{"error":{"message":"ExceededBudget: User=x over budget. Spend=1.2, Budget=1.0"}}""")]
    [InlineData(403, """{"error":{"message":"该令牌额度已用尽","type":"new_api_error"}}""")]
    [InlineData(400, """{"error":{"code":"billing_hard_limit_reached","message":"Billing hard limit has been reached"}}""")]
    public void ClassOf_AnAccountThatIsUsedUp_IsNoRateLimit(int status, string body) => Assert.Equal(ChatFailure.NoCredit, ClassOf(status, body));

    [Theory]
    [InlineData(429, """{"error":{"message":"Rate limit reached for gpt-4o in organization x on tokens per min (TPM): Limit 30000, Used 29000, Requested 9000.","type":"tokens","code":"rate_limit_exceeded"}}""")]
    [InlineData(429, """{"type":"error","error":{"type":"rate_limit_error","message":"Number of input tokens has exceeded your per-minute rate limit"}}""")]
    [InlineData(429, """[{"error":{"code":429,"message":"You exceeded your current quota, please check your plan and billing details. Please retry in 22.3s.","status":"RESOURCE_EXHAUSTED","details":[{"@type":"type.googleapis.com/google.rpc.RetryInfo","retryDelay":"22s"}]}}]""")]
    [InlineData(429, """{"error":{"message":"Rate limit exceeded: free-models-per-day. Add 10 credits to unlock 1000 free model requests per day","code":429}}""")]
    [InlineData(429, "slow down")]
    [InlineData(400, """{"message":"Too many requests, please wait before trying again.","__type":"ThrottlingException"}""")]
    public void ClassOf_ARateLimit_IsNoUsedUpAccount(int status, string body) => Assert.Equal(ChatFailure.RateLimited, ClassOf(status, body));

    [Theory]
    [InlineData(404, "404 page not found\n")]
    [InlineData(404, """{"detail":"Not Found"}""")]
    [InlineData(404, "<html>\r\n<head><title>404 Not Found</title></head><body></body></html>")]
    [InlineData(404, """{"error":{"message":"Invalid URL (POST /v1/chat/completion)","type":"invalid_request_error","param":null,"code":null}}""")]
    [InlineData(404, "Cannot POST /chat/completions")]
    [InlineData(404, """{"error":{"code":404,"message":"File Not Found","type":"not_found_error"}}""")]
    [InlineData(404, """{"error":{"code":"404","message":"Resource not found"}}""")]
    [InlineData(404, """{"message":"no Route matched with those values"}""")]
    [InlineData(404, """{"timestamp":"2026-11-30T10:00:00Z","status":404,"error":"Not Found","path":"/chat/completions"}""")]
    [InlineData(404, """{"status":"error","code":404,"message":"Application not found"}""")]
    [InlineData(501, "Unsupported method ('POST')")]
    [InlineData(421, "Misdirected Request")]
    [InlineData(405, "<!DOCTYPE html><html></html>")]
    [InlineData(405, """{"detail":"Method Not Allowed"}""")]
    [InlineData(400, "<html><body>The plain HTTP request was sent to HTTPS port</body></html>", ChatFailure.BadRequest)] // a page of a 400 says nothing else
    [InlineData(400, "Client sent an HTTP request to an HTTPS server.")]
    public void ClassOf_ARouteThatIsNotThere_IsNoUnknownModel(int status, string body, object? expected = null) =>
        Assert.Equal(expected ?? ChatFailure.WrongAddress, ClassOf(status, body));

    [Theory]
    [InlineData(404, """{"error":{"message":"The model `gpt-9` does not exist or you do not have access to it.","type":"invalid_request_error","param":null,"code":"model_not_found"}}""")]
    [InlineData(404, """{"object":"error","message":"The model `x` does not exist.","type":"NotFoundError","param":null,"code":404}""")]
    [InlineData(404, """{"error":{"message":"model \"llama9\" not found, try pulling it first","type":"api_error","param":null,"code":null}}""")]
    [InlineData(404, """{"error":{"code":404,"message":"No endpoints found for x/y."}}""")]
    [InlineData(400, """{"error":{"message":"x/y is not a valid model ID","code":400}}""")]
    [InlineData(404, """{"type":"error","error":{"type":"not_found_error","message":"model: claude-x"}}""")]
    [InlineData(404, """[{"error":{"code":404,"message":"models/gemini-9 is not found for API version v1beta, or is not supported for generateContent.","status":"NOT_FOUND"}}]""")]
    [InlineData(404, """{"error":{"code":"DeploymentNotFound","message":"The API deployment for this resource does not exist."}}""")]
    [InlineData(400, """{"object":"error","message":"Invalid model: mistral-x","type":"invalid_model","param":null,"code":"1500"}""")]
    [InlineData(400, """{"error":{"message":"Model Not Exist","type":"invalid_request_error","param":null,"code":"invalid_request_error"}}""")]
    [InlineData(400, """{"message":"The provided model identifier is invalid."}""")]
    [InlineData(503, """{"error":{"code":"model_not_found","message":"分组 default 下模型 x 无可用渠道"}}""")]
    [InlineData(404, "")]
    public void ClassOf_AModelThatIsNotThere_IsNoWrongAddress(int status, string body) => Assert.Equal(ChatFailure.ModelNotFound, ClassOf(status, body));

    [Theory]
    [InlineData(400, """[{"error":{"code":400,"message":"API key not valid. Please pass a valid API key.","status":"INVALID_ARGUMENT","details":[{"reason":"API_KEY_INVALID"}]}}]""", ChatFailure.KeyRefused)]
    [InlineData(401, "<html>Sign in</html>", ChatFailure.KeyRefused)]
    [InlineData(403, """{"message":"The security token included in the request is invalid"}""", ChatFailure.KeyRefused)]
    [InlineData(403, """{"error":{"message":"Authentication Fails (auth header format should be Bearer sk-...)"}}""", ChatFailure.KeyRefused)]
    [InlineData(400, """{"error":{"message":"Missing required Authorization header"}}""", ChatFailure.KeyRefused)]
    [InlineData(400, """{"error":{"message":"Output data may contain inappropriate content.","code":"data_inspection_failed"}}""", ChatFailure.Refused)]
    [InlineData(400, """{"error":{"message":"Your request was rejected as a result of our safety system.","code":"content_policy_violation"}}""", ChatFailure.Refused)]
    [InlineData(400, """{"error":{"message":"Content Exists Risk"}}""", ChatFailure.Refused)]
    [InlineData(403, """{"error":{"message":"Incorrect API key provided: sk-abc***xyz."}}""", ChatFailure.KeyRefused)]
    [InlineData(403, """{"error":{"code":403,"message":"Your chosen model requires moderation and your input was flagged","metadata":{"reasons":["x"],"flagged_input":"y"}}}""", ChatFailure.Forbidden)]
    [InlineData(400, """{"error":{"code":"content_filter","message":"The response was filtered due to the prompt triggering a content management policy."}}""", ChatFailure.Refused)]
    [InlineData(502, "<html><body>Bad gateway</body></html>", ChatFailure.Unavailable)]
    [InlineData(503, """{"error":{"code":503,"message":"The model is overloaded. Please try again later.","status":"UNAVAILABLE"}}""", ChatFailure.Unavailable)]
    [InlineData(529, """{"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}""", ChatFailure.Unavailable)]
    [InlineData(503, """{"error":"Loading model"}""", ChatFailure.Unavailable)]
    [InlineData(400, """{"type":"error","error":{"type":"invalid_request_error","message":"`temperature` is deprecated for this model."}}""", ChatFailure.BadRequest)]
    [InlineData(400, """{"error":{"message":"Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.","type":"invalid_request_error","param":"max_tokens","code":"unsupported_parameter"}}""", ChatFailure.BadRequest)]
    [InlineData(400, """{"error":{"message":"max_tokens is too large: 8000. This model supports at most 4096 completion tokens, whereas you provided 8000.","type":"invalid_request_error","param":"max_tokens","code":null}}""", ChatFailure.BadRequest)]
    [InlineData(418, "I am a teapot", ChatFailure.BadRequest)]
    public void ClassOf_OtherErrors_GoByTheirMostTellingPart(int status, string body, object expected) => Assert.Equal(expected, ClassOf(status, body));

    [Theory]
    [InlineData("20", ChatFailure.BadRequest)]
    [InlineData("21", ChatFailure.BadRequest)]
    [InlineData("22", ChatFailure.BadRequest)]
    [InlineData("23", ChatFailure.BadRequest)]
    [InlineData("24", ChatFailure.PromptTooLong)]
    [InlineData("66", ChatFailure.PromptTooLong)]
    [InlineData("68", ChatFailure.WrongAddress)]
    public void ClassOf_ACaseFile_IsTheRightOne(string file, object expected)
    {
        var recording = WireCase.Answer(file);

        Assert.Equal(expected, ErrorRules.ClassOf(recording.Status, ErrorReader.ReadBody(recording.Body)));
    }

    [Fact]
    public void IsFinal_OfCreditThatMustBeBought_IsSoWhateverTheHeadersSay()
    {
        Assert.True(IsFinal(429, """{"error":{"code":"insufficient_quota"}}"""));
        Assert.True(IsFinal(402, """{"error":{"code":402,"metadata":{"limit_source":"openrouter_credits"}}}"""));
        Assert.False(IsFinal(402, """{"error":{"code":402,"metadata":{"limit_source":"openrouter_in_flight_budget"}}}"""));
        Assert.False(IsFinal(402, "{}"));

        static bool IsFinal(int status, string body) =>
            ErrorRules.IsFinal(ChatFailure.NoCredit, status, ErrorReader.ReadBody(Encoding.UTF8.GetBytes(body)));
    }

    [Fact]
    public void ReadBody_OfValidationDetails_NamesTheMember()
    {
        var error = ErrorReader.ReadBody("""{"detail":[{"type":"extra_forbidden","loc":["body","stream_options"],"msg":"Extra inputs are not permitted","input":{"include_usage":true}}]}"""u8.ToArray());

        Assert.Equal(("body.stream_options", "extra_forbidden", "Extra inputs are not permitted"), (error?.Param, error?.Type, error?.Message));
        Assert.Equal(RefusedMembers.StreamOptions, MemberRules.NameOf(error!));
    }

    [Fact]
    public void ReadBody_OfAnything_NeverThrowsAndStaysShort()
    {
        string[] pieces = ["{", "}", "[", "]", "\"", "\\", "\\ud83d", ":", ",", "\"error\":", "\"message\":", "\"code\":", "\"raw\":", "\"metadata\":", "429", "1e400", "null", "<html>", "data: ", "\n", "\u00e4", "\0"];
        Gen.OneOf(Gen.Int[0, pieces.Length - 1].Select(index => pieces[index]), Gen.String[Gen.Char, 0, 4]).Array[0, 40].Select(string.Concat).Sample(
            text =>
            {
                var error = ErrorReader.ReadBody(Encoding.UTF8.GetBytes(text));
                Assert.True((error?.Message?.Length ?? 0) <= ErrorReader.MostText);
                ErrorRules.ClassOf(400, error);
                ErrorRules.ClassOf(null, error);
            },
            iter: FastSuite.Sample(5_000));
        var deep = string.Concat(Enumerable.Repeat("{\"error\":", 60)) + "\"x\"" + new string('}', 60);
        Assert.NotNull(ErrorReader.ReadBody(Encoding.UTF8.GetBytes(deep)));
        Assert.Equal(ErrorReader.MostText, ErrorReader.ReadBody(Encoding.UTF8.GetBytes(new string('x', 100_000)))!.Message!.Length);
    }

    [Fact]
    public void Read_OfAnErrorInAnAnswer_IsTheSameReader()
    {
        var reader = new Utf8JsonReader("\"'response_format.type' must be 'json_schema' or 'text'\""u8);
        reader.Read();

        Assert.Equal(ChatFailure.BadRequest, FailureRules.OfError(ProviderError.Read(ref reader)!));
    }

    private static ChatFailure ClassOf(int status, string body) => ErrorRules.ClassOf(status, ErrorReader.ReadBody(Encoding.UTF8.GetBytes(body)));
}
