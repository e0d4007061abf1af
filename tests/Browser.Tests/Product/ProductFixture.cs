using AiDevFramework.FakeOpenRouter;
using AiDevFramework.TestSupport.Api;
using AiDevFramework.TestSupport.Processes;
using Microsoft.Playwright;

namespace AiDevFramework.Browser.Tests.Product;

/// <summary>The product as a real process with a database of its own, the provider that it asks, and projects in every state.</summary>
public sealed class ProductFixture : IAsyncLifetime
{
    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(5);

    private FakeOpenRouterServer? _models;
    private AppProcess? _process;
    private ApiClient? _api;

    internal Uri Address => Process.Address;

    internal AppProcess Process => _process ?? throw new InvalidOperationException("The product was not started.");

    internal ApiClient Api => _api ?? throw new InvalidOperationException("The product was not started.");

    /// <summary>Of the operator, who sees all.</summary>
    internal Cookie Session { get; private set; } = null!;

    internal ProjectShelf Shelf { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        var cancellation = CancellationToken.None;
        _models = await FakeOpenRouterServer.StartAsync();
        _process = await AppProcess.StartAsync(
            AppHost.Gateway,
            new AppOptions
            {
                Environment = new Dictionary<string, string?>
                {
                    ["OPENROUTER_BASE_URL"] = _models.BaseAddress.AbsoluteUri,
                    ["OPENROUTER_API_KEY"] = "fake-key",
                },
                StartDeadline = _patience,
            },
            cancellation);
        _api = new ApiClient(_process.Address, AppProcess.AdminToken);
        Session = await SignIn.ByFormAsync(_process.Address, AppProcess.AdminToken, cancellation);
        Shelf = await ProjectShelf.FillAsync(_api, _models.Script, Path.Combine(_process.Folder, "data"), _patience, cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        _api?.Dispose();
        if (_process is not null)
        {
            await _process.DisposeAsync();
        }

        if (_models is not null)
        {
            await _models.DisposeAsync();
        }
    }
}
