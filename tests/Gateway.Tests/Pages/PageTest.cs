using AiDevFramework.Gateway.Tests.Support;

namespace AiDevFramework.Gateway.Tests.Pages;

/// <summary>Each test has a gateway of its own, and a browser at it.</summary>
/// <param name="token">What the browser has signed in with; <see langword="null"/>: nothing.</param>
public abstract class PageTest(string? token = TestGateway.AdminToken) : IAsyncLifetime
{
    private protected TestGateway Gateway { get; private set; } = null!;

    private protected Visit Visit { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Gateway = await StartAsync();
        Visit = new Visit(Gateway);
        if (token is not null)
        {
            await Visit.SignInAsync(token);
        }
    }

    public async ValueTask DisposeAsync()
    {
        Visit.Dispose();
        await Gateway.DisposeAsync();
        Leave();
        GC.SuppressFinalize(this);
    }

    private protected virtual Task<TestGateway> StartAsync() => TestGateway.StartAsync();

    /// <summary>What else a test has to tidy up.</summary>
    private protected virtual void Leave()
    {
    }
}
