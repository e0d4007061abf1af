using AiDevFramework.Settings;

namespace AiDevFramework.Grains.Tests.Settings;

public sealed class ShownValueTests
{
    [Theory]
    [InlineData("http://ann:hush@app.example.com/path")]
    [InlineData("postgres://ann:hu/sh@db/plans")]
    [InlineData("ann:hush@db")]
    [InlineData("sk-hush")]
    [InlineData("pk-lf-hush")]
    [InlineData("api-key: hush")]
    [InlineData("Authorization: Bearer hush")]
    [InlineData("password=hush")]
    [InlineData("0123456789hush0123456789")]
    public void Of_AValueWithASecret_LeavesItOut(string value) => Assert.DoesNotContain("hush", ShownValue.Of(value), StringComparison.Ordinal);

    [Theory]
    [InlineData("abc")]
    [InlineData("99999999999")]
    [InlineData("collector:4317")]
    [InlineData("ftp://collector")]
    [InlineData("https://app.example.com/a/rather/long/path/of/words")]
    [InlineData("10.0.0.0/99")]
    [InlineData("openai/gpt-4o=0")]
    public void Of_AnyOtherValue_RepeatsIt(string value) => Assert.Equal(value, ShownValue.Of(value));

    [Fact]
    public void Of_ALongValueWithLineEnds_IsOneShortLine()
    {
        var shown = ShownValue.Of(string.Join('\n', Enumerable.Repeat("word", 100)));

        Assert.True(shown.Length <= 101 && !shown.Contains('\n'), shown);
    }

    [Theory]
    [InlineData("ADMIN_TOKEN", true)]
    [InlineData("OPENROUTER_API_KEY", true)]
    [InlineData("LANGFUSE_SECRET_KEY", true)]
    [InlineData("POSTGRES_PASSWORD", true)]
    [InlineData("DATABASE_URL", true)]
    [InlineData("ORLEANS_DATABASE_URL", true)]
    [InlineData("LLM_EXTRA_HEADERS", true)]
    [InlineData("OTEL_EXPORTER_OTLP_HEADERS", true)]
    [InlineData("LLM_PROXY", true)]
    [InlineData("LANGFUSE_PUBLIC_KEY", false)]
    [InlineData("ADMIN_TOKEN_FILE", false)]
    [InlineData("PROGRESS_MAX_CONNECTIONS_PER_TOKEN", false)]
    [InlineData("LLM_FIRST_TOKEN_TIMEOUT_SECONDS", false)]
    [InlineData("TRUSTED_PROXIES", false)]
    public void IsSecret_OfAName_SaysWhetherItsValueIsNeverRepeated(string name, bool expected) =>
        Assert.Equal(expected, ShownValue.IsSecret(name));
}
