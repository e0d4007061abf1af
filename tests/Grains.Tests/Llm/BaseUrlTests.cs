using AiDevFramework.Llm;

namespace AiDevFramework.Grains.Tests.Llm;

public sealed class BaseUrlTests
{
    [Theory]
    [InlineData("http://localhost:11434/v1/chat/completions", "http://localhost:11434/v1")]
    [InlineData("http://localhost:11434/v1/chat/completions/", "http://localhost:11434/v1")]
    [InlineData(" http://localhost:11434/v1/Chat/Completions ", "http://localhost:11434/v1")]
    [InlineData("http://localhost:11434/chat/completions", "http://localhost:11434")]
    [InlineData("http://localhost:11434/v1/", "http://localhost:11434/v1/")]
    [InlineData("http://localhost:11434/v1/chat", "http://localhost:11434/v1/chat")]
    public void BaseUrl_OfTheChatEndpoint_IsTheRootOfTheApi(string given, string expected) =>
        Assert.Equal(expected, new LlmOptions { BaseUrl = given }.BaseUrl);

    [Theory]
    [InlineData("https://openrouter.ai/api/v1/chat/completions", "", true)]
    [InlineData("https://openrouter.ai/api/v1/chat/completions", "sk-test", false)]
    [InlineData("http://localhost:11434/v1/chat/completions", "", false)]
    public void Offline_WithTheChatEndpoint_IsAsWithTheRoot(string url, string key, bool offline) =>
        Assert.Equal(offline, new LlmOptions { BaseUrl = url, ApiKey = key }.Offline);

    [Fact]
    public void ProviderName_OfRecordings_IsTheirOwn() => Assert.Equal("recorded", new LlmOptions { ApiKey = "sk-key", OwnName = "recorded" }.ProviderName);
}
