using AiDevFramework.Grains.Abstractions.Documents;
using AiDevFramework.Llm;
using AiDevFramework.Offline;
using AiDevFramework.Offline.Recordings;
using AiDevFramework.Silo.Hosting;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace AiDevFramework.Grains.Tests.Llm;

public sealed class LlmRegistrationTests
{
    [Theory]
    [InlineData("sk-key", null, false, "OpenRouter at https://openrouter.ai/api/v1")]
    [InlineData(" sk-key\n", "", false, "OpenRouter at https://openrouter.ai/api/v1")]
    [InlineData("sk-key", "http://localhost:1234/v1", false, "OpenAI-compatible server at http://localhost:1234/v1")]
    [InlineData("", "http://localhost:1234/v1", false, "OpenAI-compatible server at http://localhost:1234/v1 (no key)")]
    [InlineData(null, null, true, "offline planner (no OPENROUTER_API_KEY)")]
    [InlineData(" ", " ", true, "offline planner (no OPENROUTER_API_KEY)")]
    [InlineData("", "https://openrouter.ai/api/v1/", true, "offline planner (no OPENROUTER_API_KEY)")]
    public async Task AddLlm_BySettings_ChoosesTheProvider(string? key, string? url, bool offline, string description)
    {
        using var host = Build(("OPENROUTER_API_KEY", key), ("OPENROUTER_BASE_URL", url), ("LLM_MAX_CONCURRENCY", "7"));

        await host.StartAsync(TestContext.Current.CancellationToken);

        var options = host.Services.GetRequiredService<IOptions<LlmOptions>>().Value;
        Assert.Equal((offline, description, 7), (options.Offline, options.ProviderDescription, options.MaxConcurrency));
        Assert.Equal(offline ? typeof(OfflinePlanner) : typeof(OpenRouterChatClient), host.Services.GetRequiredService<IChatClient>().GetType());
        Assert.IsType<ChatModel>(host.Services.GetRequiredService<IChatModel>());
        Assert.IsType<RecordingModel>(host.Services.GetRequiredKeyedService<IChatModel>(RecordedModel.Provider)); // whatever is set
    }

    [Theory]
    [InlineData("OPENROUTER_BASE_URL", "ftp://example.com")]
    [InlineData("OPENROUTER_BASE_URL", "localhost:1234")]
    [InlineData("OPENROUTER_BASE_URL", "http://user:secret@example.com/v1")]
    [InlineData("OPENROUTER_BASE_URL", "https://example.com/v1?key=secret")]
    [InlineData("OPENROUTER_API_KEY", "sk secret")]
    [InlineData("OPENROUTER_API_KEY", "sk-secretü")]
    [InlineData("LLM_TIMEOUT_SECONDS", "0")]
    [InlineData("LLM_FIRST_TOKEN_TIMEOUT_SECONDS", "0")]
    [InlineData("LLM_MAX_ANSWER_BYTES", "9999999")]
    [InlineData("LLM_MAX_RETRIES", "11")]
    [InlineData("LLM_EXTRA_HEADERS", "no header but a secret")]
    [InlineData("LLM_EXTRA_HEADERS", "Authorization: secret")]
    [InlineData("LLM_EXTRA_HEADERS", "X-Key: secretü")]
    [InlineData("LLM_PROXY", "secret:8080")]
    [InlineData("LLM_MODEL_LIMITS", "openai/gpt-4o")]
    [InlineData("LLM_MODEL_LIMITS", "openai/gpt-4o=0")]
    [InlineData("LLM_MAX_CONCURRENCY", "0")]
    [InlineData("LLM_TIMEOUT_SECONDS", "soon")]
    public async Task AddLlm_OfABadSetting_StopsTheStartAndNamesIt(string name, string value)
    {
        using var host = Build((name, value));

        var thrown = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync(TestContext.Current.CancellationToken));

        Assert.Contains(name, thrown.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AddLlm_OfLimits_ScalesThoseThatAreNotGiven()
    {
        Assert.Equal(new CallLimits(Seconds(300), Seconds(150), Seconds(60)), OptionsOf().Limits);
        Assert.Equal(
            new CallLimits(Seconds(100), Seconds(7), Seconds(20)),
            OptionsOf(("LLM_TIMEOUT_SECONDS", "100"), ("LLM_FIRST_TOKEN_TIMEOUT_SECONDS", "7")).Limits);
        Assert.Equal(
            new CallLimits(Seconds(300), Seconds(300), Seconds(300)), OptionsOf(("LLM_STREAMING", "no"), ("LLM_IDLE_TIMEOUT_SECONDS", "5")).Limits);

        static TimeSpan Seconds(int seconds) => TimeSpan.FromSeconds(seconds);
    }

    [Fact]
    public void AddLlm_OfLimitsOfModels_ReadsAList()
    {
        var options = OptionsOf(("LLM_MODEL_LIMITS", "openai/gpt-4o = 50, *=100"));

        var limits = SlotLimits.Parse(options.ModelLimits, out var invalid);
        Assert.Null(invalid);
        Assert.Equal((50, 100), (limits.Of("openai/gpt-4o"), limits.Of("any/other")));
        Assert.Null(SlotLimits.Parse([], out _).Of("openai/gpt-4o"));
    }

    private static LlmOptions OptionsOf(params (string Name, string? Value)[] settings)
    {
        using var host = Build(settings);
        return host.Services.GetRequiredService<IOptions<LlmOptions>>().Value;
    }

    private static IHost Build(params (string Name, string? Value)[] settings)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection(settings.ToDictionary(setting => setting.Name, setting => setting.Value));
        builder.Services.AddLogging();
        builder.AddModels();
        return builder.Build();
    }
}
