using System.Globalization;
using AiDevFramework.Gateway.Progress;
using AiDevFramework.Gateway.Tests.Pages.Browser;
using AiDevFramework.Gateway.Tests.Support;
using AiDevFramework.Grains.Abstractions;
using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.Grains.Abstractions.Progress;
using AiDevFramework.Grains.Abstractions.Projects;
using Microsoft.Extensions.DependencyInjection;

namespace AiDevFramework.Gateway.Tests.Pages.Runs;

/// <summary>The screen of a run in a real browser.</summary>
[Trait("Runs", "Programs")]
public sealed class RunBrowserTests : IAsyncLifetime
{
    private readonly CancellationTokenSource _deadline = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
    private TestGateway _gateway = null!;
    private Chromium _browser = null!;

    private ProgressRelay Relay => _gateway.Services.GetRequiredService<ProgressRelay>();

    public async ValueTask InitializeAsync()
    {
        _deadline.CancelAfter(TimeSpan.FromMinutes(3));
        _gateway = await TestGateway.StartAsync();
        _browser = await Chromium.StartAsync(_deadline.Token);
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        await _gateway.DisposeAsync();
        _deadline.Dispose();
    }

    [Fact]
    public async Task Screen_OfARun_ShowsTextAsItIsWrittenAndStopsIt()
    {
        var project = StartRun();
        var tab = await OpenAsync(project);
        await tab.UntilAsync("!document.getElementById('writing').hidden", _deadline.Token);
        await WatchedAsync();

        OfferText(project, 0, "# A plan <b>so far</b>");
        OfferText(project, 22, " & more");
        await tab.UntilAsync("document.getElementById('writing-text').textContent === '# A plan <b>so far</b> & more'", _deadline.Token);
        Offer(project, """{"type":"phase_progress","phase":"PRD","step":"PRD","call":1,"state":"waiting","reason":"retry_after","seconds":20}""");
        await tab.UntilAsync("document.getElementById('writing-wait').textContent.includes('asked for 20 s')", _deadline.Token);

        await tab.EvaluateAsync("document.getElementById('stop').click()", _deadline.Token);
        await tab.UntilAsync("document.title.startsWith('Stopped') && document.querySelector('link[rel=icon]').href.endsWith('stopped.svg')", _deadline.Token);

        Assert.Equal(WorkflowStatus.Cancelled, _gateway.Cluster.Projects[project].Status);
        Assert.Empty(_browser.Console);
    }

    [Fact]
    public async Task Screen_WhenAPhaseIsDone_ShowsDocumentLogAndStateWithoutBeingLoaded()
    {
        var project = StartRun();
        var tab = await OpenAsync(project);
        await WatchedAsync();
        await tab.EvaluateAsync("window.before = 1; document.getElementById('log').open = true; document.getElementById('stop').focus(); true", _deadline.Token);

        _gateway.Cluster.Projects[project] = _gateway.Cluster.Projects[project] with { CurrentPhase = Phase.TechStack };
        await AnnounceAsync(project, """{"type":"phase_completed","seq":2,"phase":"PRD","duration_seconds":40,"cost_usd":0.05}""", EventTypes.PhaseCompleted);

        await tab.UntilAsync("document.querySelectorAll('#run-log tbody tr').length === 2 && document.querySelectorAll('.line-item.good').length === 1", _deadline.Token);
        Assert.True((bool)(await tab.EvaluateAsync(
            "window.before === 1 && document.getElementById('log').open && document.activeElement.id === 'stop'", _deadline.Token))!);
        await AnnounceAsync(project, """{"type":"workflow_failed","seq":3,"error":"It is gone."}""", EventTypes.WorkflowFailed, WorkflowStatus.Failed);
        await tab.UntilAsync("document.title.startsWith('Failed') && document.getElementById('retry') !== null && document.getElementById('writing').hidden", _deadline.Token);
        Assert.Empty(_browser.Console);
    }

    [Fact]
    public async Task Screen_WhoseGatewayIsRestarted_ComesBackWithWhatHappenedMeanwhile()
    {
        var project = StartRun();
        var tab = await OpenAsync(project);
        await WatchedAsync();
        var (cluster, port) = (_gateway.Cluster, _gateway.Client.BaseAddress!.Port);

        await _gateway.DisposeAsync();
        await tab.UntilAsync("!document.getElementById('connection').hidden", _deadline.Token);
        cluster.Store(project, """{"type":"workflow_failed","seq":2,"error":"It is gone."}""", EventTypes.WorkflowFailed);
        cluster.Projects[project] = cluster.Projects[project] with { Status = WorkflowStatus.Failed };
        _gateway = await TestGateway.StartAsync(
            services => services.AddSingleton<IGrainFactory>(cluster), ("PORT", port.ToString(CultureInfo.InvariantCulture)));

        await tab.UntilAsync("document.title.startsWith('Failed') && document.getElementById('connection').hidden", _deadline.Token);
    }

    [Fact]
    public async Task EightTabs_ShareOneStream_AndAnotherTakesItOver()
    {
        var projects = Enumerable.Range(0, 4).Select(_ => StartRun()).ToList();
        var tabs = new List<ChromiumTab>();
        foreach (var at in Enumerable.Range(0, 8))
        {
            tabs.Add(await OpenAsync(projects[at % 4], signIn: at == 0));
        }

        var places = _gateway.Services.GetRequiredService<ProgressPlaces>();
        await WatchedAsync(projects: 4);
        await UntilAsync(() => places.Count == 1); // two for the moment in which it is opened anew
        await tabs[0].CloseAsync(_deadline.Token); // it held the stream, and its project is still shown by another tab
        foreach (var project in projects)
        {
            await AnnounceAsync(project, """{"type":"workflow_failed","seq":2,"error":"It is gone."}""", EventTypes.WorkflowFailed, WorkflowStatus.Failed);
        }

        foreach (var tab in tabs.Skip(1))
        {
            await tab.UntilAsync("document.title.startsWith('Failed')", _deadline.Token);
        }

        await UntilAsync(() => places.Count == 1);
    }

    private Guid StartRun()
    {
        var project = _gateway.Cluster.Add(WorkflowStatus.Processing, Phase.Prd).Id;
        _gateway.Cluster.Store(project, """{"type":"phase_started","seq":1,"phase":"PRD","message":"Generating"}""");
        return project;
    }

    private async Task<ChromiumTab> OpenAsync(Guid project, bool signIn = true)
    {
        var tab = await _browser.OpenTabAsync(_deadline.Token);
        if (signIn)
        {
            await tab.OpenAsync(new Uri(_gateway.Client.BaseAddress!, "/login"), _deadline.Token);
            await tab.UntilAsync("document.readyState === 'complete' && document.getElementById('token') !== null", _deadline.Token);
            await tab.EvaluateAsync($"document.getElementById('token').value = '{TestGateway.AdminToken}'; document.querySelector('#login button, .card button').click()", _deadline.Token);
            await tab.UntilAsync("location.pathname === '/' && document.readyState === 'complete'", _deadline.Token);
        }

        await tab.OpenAsync(new Uri(_gateway.Client.BaseAddress!, $"/projects/{project}"), _deadline.Token);
        await tab.UntilAsync("document.readyState === 'complete' && document.getElementById('run') !== null", _deadline.Token);
        return tab;
    }

    /// <summary>Waits until the pages' streams are live: a stream that wants text makes the gateway ask for it.</summary>
    private Task WatchedAsync(int projects = 1) => UntilAsync(() => _gateway.Cluster.Watched.Distinct().Count() >= projects);

    private async Task UntilAsync(Func<bool> condition)
    {
        while (!condition())
        {
            await Task.Yield();
            _deadline.Token.ThrowIfCancellationRequested();
        }
    }

    private void OfferText(Guid project, int offset, string text) => Offer(
        project, $$"""{"type":"phase_progress","phase":"PRD","step":"PRD","call":1,"percent":5,"offset":{{offset}},"text":"{{text}}"}""");

    private void Offer(Guid project, string payload) => Relay.OfferText([new ProgressUpdate(project, Utf8Text.Of(payload))]);

    private async Task AnnounceAsync(Guid project, string payload, string type, WorkflowStatus? status = null)
    {
        _gateway.Cluster.Store(project, payload, type);
        _gateway.Cluster.Projects[project] = _gateway.Cluster.Projects[project] with { Status = status ?? WorkflowStatus.Processing };
        await Relay.CheckHeadsAsync(_deadline.Token);
    }
}
