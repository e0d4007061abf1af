using AiDevFramework.Browser.Tests.Chromium;
using AiDevFramework.Browser.Tests.Product;
using AiDevFramework.Cluster.Tests.Support;
using AiDevFramework.FakeOpenRouter;
using AiDevFramework.FakeOpenRouter.Script;
using AiDevFramework.TestSupport.Postgres;
using AiDevFramework.TestSupport.Processes;
using Microsoft.Playwright;

namespace AiDevFramework.Browser.Tests.Storms;

/// <summary>
/// Pages that are open on running projects while silos and their gateway die. Nobody touches them: each shows the end. Six of them; with
/// <c>AIDEV_BROWSER_ALL</c>, which <c>tests/browser.sh</c> sets, two hundred.
/// </summary>
public sealed class StormTests(BrowserFixture browser)
{
    private const int TabsOfABrowser = 25;

    private const int TabsOfAProject = 5;

    private static readonly int _tabs = Environment.GetEnvironmentVariable("AIDEV_BROWSER_ALL") == "1" ? 200 : 6;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact(Timeout = 1_200_000)]
    public async Task Pages_OnRunsWhoseSilosAndGatewayDie_AllShowTheEnd()
    {
        await using var server = await PostgresServer.StartAsync(new PostgresOptions { Private = true }, Cancellation);
        await using var cluster = await AppCluster.StartAsync(await server.CreateDatabaseAsync(Cancellation), silos: 3, gateways: 1, Cancellation);
        var projects = await StartAsync(cluster, (_tabs + TabsOfAProject - 1) / TabsOfAProject);
        var gateway = cluster.Gateways[0];
        var session = await SignIn.ByFormAsync(gateway.Address, AppProcess.AdminToken, Cancellation);
        var browsers = new List<IBrowserContext>();
        try
        {
            var pages = new List<IPage>();
            for (var tab = 0; tab < _tabs; tab++)
            {
                if (tab % TabsOfABrowser == 0)
                {
                    browsers.Add(await browser.OpenAsync(Look.All.First(look => look.RunsScripts), session));
                    browsers[^1].SetDefaultTimeout(600_000);
                }

                var page = await browsers[^1].NewPageAsync();
                await page.GotoAsync(new Uri(gateway.Address, $"/projects/{projects[tab % projects.Count]}").AbsoluteUri);
                pages.Add(page);
            }

            await Task.WhenAll(pages.Select(page => StateAsync(page, "Processing.")));

            cluster.Fake.Script.Clear(); // whoever takes a run over gets an answer
            AppProcess[] struck = [cluster.Silos[0], cluster.Silos[1], gateway];
            await Task.WhenAll(struck.Select(process => process.KillAsync(Cancellation)));
            cluster.Fake.Script.Release();
            await Task.WhenAll(struck.Select(process => process.StartAsync(Cancellation)));

            await Task.WhenAll(pages.Select(page => StateAsync(page, "Completed.")));
        }
        finally
        {
            foreach (var one in browsers)
            {
                await one.DisposeAsync();
            }
        }
    }

    /// <returns>Projects whose third phase is being written, on all silos.</returns>
    private static async Task<IReadOnlyList<Guid>> StartAsync(AppCluster cluster, int count)
    {
        cluster.Fake.Script.When(Steps.TechStack).Answer(Behaviours.HeldMidAnswer());
        using var api = cluster.Client(0);
        var projects = new List<Guid>();
        for (var number = 0; number < count; number++)
        {
            projects.Add(await api.CreateProjectAsync("A shared task list for small teams that sorts itself by what is due, features=2", Cancellation));
            await api.StartWorkflowAsync(projects[^1], Cancellation);
        }

        await cluster.Fake.Script.WaitForHeldAsync(count, Cancellation);
        return projects;
    }

    /// <summary>Completes when the page shows it.</summary>
    private static Task StateAsync(IPage page, string state) => page.Locator($"#run-now[data-state^='{state}']").WaitForAsync(
        new LocatorWaitForOptions { State = WaitForSelectorState.Attached });
}
