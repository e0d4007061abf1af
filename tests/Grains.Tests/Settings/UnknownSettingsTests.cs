using AiDevFramework.Settings;

namespace AiDevFramework.Grains.Tests.Settings;

public sealed class UnknownSettingsTests
{
    private static readonly Dictionary<string, int> _noFile = [];

    [Theory]
    [InlineData("OPENROUTER_APIKEY", "OPENROUTER_API_KEY")]
    [InlineData("OPENROUTER_KEY", "OPENROUTER_API_KEY")]
    [InlineData("OPENROUTER_URL", "OPENROUTER_BASE_URL")]
    [InlineData("RATE_LIMIT_PERSECOND", "RATE_LIMIT_PER_SECOND")]
    [InlineData("RATELIMIT_PER_SECOND", "RATE_LIMIT_PER_SECOND")]
    [InlineData("LANGFUSE_PUBLICKEY", "LANGFUSE_PUBLIC_KEY")]
    [InlineData("LANGFUSE_SECRET", "LANGFUSE_SECRET_KEY")]
    [InlineData("LLM_TIMEOUT", "LLM_TIMEOUT_SECONDS")]
    [InlineData("LLM_TIMOUT", "LLM_TIMEOUT_SECONDS")]
    [InlineData("LLM_MAX_CONCURENT", "LLM_MAX_CONCURRENCY")]
    [InlineData("ORLEANS_PROB", "ORLEANS_PROBE_SECONDS")]
    [InlineData("ORLEANS_CLUSTERID", "ORLEANS_CLUSTER_ID")]
    [InlineData("ORLEANS_CLUSTER_NAME", "ORLEANS_CLUSTER_ID")]
    [InlineData("DATABASE_URI", "DATABASE_URL")]
    [InlineData("DATABASEURL", "DATABASE_URL")]
    [InlineData("DATA-DIR", "DATA_DIR")]
    [InlineData("LOGLEVEL", "LOG_LEVEL")]
    [InlineData("ADMIN_TOKN", "ADMIN_TOKEN")]
    [InlineData("ADMINTOKEN", "ADMIN_TOKEN")]
    [InlineData("POSTGRES_HOST", "POSTGRES_")]
    [InlineData("PRD_MODLE", "PRD_MODEL")]
    [InlineData("TRUSTED_PROXIE", "TRUSTED_PROXIES")]
    public void Find_OfANameThatLooksLikeOurs_NamesItAndTheNearest(string name, string nearest)
    {
        var notice = Assert.Single(UnknownSettings.Find([name], _noFile, null));

        Assert.StartsWith($"{name} (environment) ", notice, StringComparison.Ordinal);
        Assert.Contains($"nearest one is {nearest}", notice, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("PATH")]
    [InlineData("HOME")]
    [InlineData("HOSTNAME")]
    [InlineData("PWD")]
    [InlineData("LOGNAME")]
    [InlineData("DATABASE_PASSWORD")]
    [InlineData("JAVA_VERSION")]
    [InlineData("ASPNET_VERSION")]
    [InlineData("OTEL_SERVICE_NAME")]
    [InlineData("POSTGRES_INITDB_ARGS")]
    [InlineData("openrouter_api_key")] // settings are read without case
    [InlineData("LANGFUSE_BASE_URL")]
    [InlineData("LANGFUSE_BASEURL")]
    public void Find_OfAnybodyElsesName_SaysNothing(string name) => Assert.Empty(UnknownSettings.Find([name], _noFile, null));

    /// <summary>What Kubernetes sets in every pod for a service that is called orleans or llm.</summary>
    [Theory]
    [InlineData("ORLEANS_SERVICE_HOST")]
    [InlineData("ORLEANS_PORT")]
    [InlineData("LLM_SERVICE_PORT_HTTP")]
    [InlineData("LLM_PORT_8000_TCP_ADDR")]
    public void Find_OfANameOfKubernetes_SaysNothingInAPod(string name)
    {
        Assert.Empty(UnknownSettings.Find([name, "KUBERNETES_SERVICE_HOST"], _noFile, null));
        Assert.Single(UnknownSettings.Find([name], _noFile, null));
    }

    [Fact]
    public void Find_OfEveryNameInTheFile_NamesFileAndLine()
    {
        var file = new Dictionary<string, int> { ["MY_OWN_THING"] = 4, ["HOST"] = 1, ["OTEL_SERVICE_NAME"] = 2, ["HTTPS_PROXY"] = 3, ["opnrouter_api_key"] = 9 };

        var notices = UnknownSettings.Find(file.Keys, file, "/srv/.env").ToList();

        Assert.Equal(2, notices.Count);
        Assert.StartsWith("MY_OWN_THING (/srv/.env, line 4) is no setting", notices[0], StringComparison.Ordinal);
        Assert.StartsWith("opnrouter_api_key (/srv/.env, line 9) is no setting", notices[1], StringComparison.Ordinal);
        Assert.Contains("OPENROUTER_API_KEY", notices[1], StringComparison.Ordinal);
    }

    /// <summary>A line that is a pasted secret and ends in = has the form of a setting.</summary>
    [Theory]
    [InlineData("c2stb3ItdjEtYWJjZGVmZ2hpamtsbW5vcA")]
    [InlineData("sk_or_v1_0123456789abcdef")]
    [InlineData("DEADBEEF0123456789DEADBEEF")]
    public void Find_OfANameThatMayBeASecret_NamesOnlyItsLine(string name)
    {
        var notice = Assert.Single(UnknownSettings.Find([], new Dictionary<string, int> { [name] = 7 }, "/srv/.env"));

        Assert.StartsWith("/srv/.env, line 7 ", notice, StringComparison.Ordinal);
        Assert.DoesNotContain(name, notice, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "", 0)]
    [InlineData("abc", "abc", 0)]
    [InlineData("abc", "", 3)]
    [InlineData("abc", "acb", 1)] // neighbours swapped
    [InlineData("abc", "abxc", 1)]
    [InlineData("kitten", "sitting", 3)]
    public void Distance_OfTwoWords_CountsTheLettersThatDiffer(string first, string second, int expected)
    {
        Assert.Equal(expected, EditDistance.Of(first, second));
        Assert.Equal(expected, EditDistance.Of(second, first));
    }
}
