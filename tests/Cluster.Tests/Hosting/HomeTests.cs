using AiDevFramework.TestSupport.Processes;
using static AiDevFramework.Cluster.Tests.Hosting.StartRunner;

namespace AiDevFramework.Cluster.Tests.Hosting;

/// <summary>Where settings and data are looked for, by real processes that stand elsewhere.</summary>
public sealed class HomeTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact(Timeout = 300_000)]
    public async Task Start_FromASubfolder_TakesSettingsAndDataBesideTheSolution()
    {
        await using var app = await AppProcess.StartAsync(
            AppHost.Gateway,
            With(("DATA_DIR", null), ("RATE_LIMIT_PERSECOND", "3")) with
            {
                Stands = "src/somewhere",
                Prepare = folder =>
                {
                    File.WriteAllText(Path.Combine(folder, ".env"), "\uFEFFexport MAX_COST_USD_PER_USER_PER_DAY=\"2.5\"\r\nOPENROUTER_APIKEY=hush\r\nMY_THING=hush\r\n");
                    File.WriteAllText(Path.Combine(folder, "src/somewhere/.env"), "MAX_COST_USD_PER_USER_PER_DAY=9\n");
                },
            },
            Cancellation);
        await BannerAsync(app, "Budget ");

        Assert.Contains($"Settings  {Path.Combine(app.Folder, ".env")}", app.Output, StringComparison.Ordinal);
        Assert.Contains($"SQLite file {Path.Combine(app.Folder, "data", "aidev.db")}", app.Output, StringComparison.Ordinal);
        Assert.Contains("Budget    2.5 USD for each user and day", app.Output, StringComparison.Ordinal);
        Assert.Contains($"{Path.Combine(app.Folder, "src/somewhere/.env")} is not read", app.Output, StringComparison.Ordinal);
        Assert.Contains($"OPENROUTER_APIKEY ({Path.Combine(app.Folder, ".env")}, line 2) is no setting", app.Output, StringComparison.Ordinal);
        Assert.Contains($"MY_THING ({Path.Combine(app.Folder, ".env")}, line 3) is no setting", app.Output, StringComparison.Ordinal);
        Assert.Contains("RATE_LIMIT_PERSECOND (environment) is no setting of this service and does nothing. The nearest one is RATE_LIMIT_PER_SECOND.", app.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("hush", app.Output, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(app.Folder, "src/somewhere/data")));
    }

    [Fact(Timeout = 300_000)]
    public async Task Start_OfAPublishedProgram_TakesThemBesideTheProgram()
    {
        await using var app = await AppProcess.StartAsync(
            AppHost.Gateway, With(("DATA_DIR", null)) with { Published = true, Stands = "elsewhere" }, Cancellation);
        await BannerAsync(app, "Data ");

        Assert.Contains($"environment (there is no {Path.Combine(app.Folder, "program", ".env")})", app.Output, StringComparison.Ordinal);
        Assert.Contains($"SQLite file {Path.Combine(app.Folder, "program", "data", "aidev.db")}", app.Output, StringComparison.Ordinal);
    }

    [Fact(Timeout = 300_000)]
    public async Task Start_WithADataFolderInTheEnvironment_TakesItsSettingsToo()
    {
        await using var app = await AppProcess.StartAsync(
            AppHost.Gateway,
            With(("DATA_DIR", "own")) with
            {
                Stands = "elsewhere",
                Prepare = folder =>
                {
                    Directory.CreateDirectory(Path.Combine(folder, "own"));
                    File.WriteAllText(Path.Combine(folder, "own/.env"), "MAX_COST_USD_PER_USER_PER_DAY=4\n");
                    File.WriteAllText(Path.Combine(folder, ".env"), "MAX_COST_USD_PER_USER_PER_DAY=9\n");
                },
            },
            Cancellation);
        await BannerAsync(app, "Budget ");

        Assert.Contains("Budget    4 USD", app.Output, StringComparison.Ordinal);
        Assert.Contains($"SQLite file {Path.Combine(app.Folder, "own", "aidev.db")}", app.Output, StringComparison.Ordinal);
    }

    /// <summary>The name that is missing is often there, misspelt.</summary>
    [Theory(Timeout = 300_000)]
    [InlineData("src/Gateway", "ADMIN_TOKN", "ADMIN_TOKEN")]
    [InlineData("src/Silo", "DATABASE_URI", "DATABASE_URL")]
    public async Task Start_ThatIsRefusedForAMissingSetting_NamesTheOneThatWasMeant(string host, string misspelt, string meant)
    {
        var output = await RefusedAsync(
            host == "src/Silo" ? AppHost.Silo : AppHost.Gateway, With((misspelt, "hush-0123456789"), ("ADMIN_TOKEN", null)));

        Assert.Contains($"{misspelt} (environment) is no setting of this service and does nothing. The nearest one is {meant}.", output, StringComparison.Ordinal);
        Assert.DoesNotContain("hush", output, StringComparison.Ordinal);
    }

    private static Task<string> BannerAsync(AppProcess app, string label) =>
        app.WaitForLineAsync(line => line.TrimStart().StartsWith(label, StringComparison.Ordinal), Deadline, Cancellation);
}
