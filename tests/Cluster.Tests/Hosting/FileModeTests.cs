using AiDevFramework.TestSupport.Api;
using AiDevFramework.TestSupport.Processes;
using static AiDevFramework.Cluster.Tests.Hosting.StartRunner;

namespace AiDevFramework.Cluster.Tests.Hosting;

/// <summary>Who may read what the service keeps.</summary>
public sealed class FileModeTests
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact(Timeout = 300_000)]
    public async Task Start_WithAnyUmask_KeepsDataAndTokenToTheirOwner()
    {
        await using var app = await AppProcess.StartAsync(
            AppHost.Gateway, With(("ADMIN_TOKEN", null), ("DOTNET_ENVIRONMENT", "Development")) with { Wrapper = WithoutUmask }, Cancellation);
        var data = Path.Combine(app.Folder, "data");
        using var api = new ApiClient(app.Address, (await File.ReadAllTextAsync(Path.Combine(data, "admin-token"), Cancellation)).Trim());
        await api.CreateProjectAsync("A small choir wants to plan its rehearsals", Cancellation); // there is a journal from the first write on

        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(OwnerOnly | UnixFileMode.UserExecute, File.GetUnixFileMode(data));
            var files = Directory.GetFiles(data);
            Assert.All((string[])["aidev.db", "aidev.db-wal", "aidev.db-shm", "aidev.db.lock", "admin-token"], name => Assert.Contains(Path.Combine(data, name), files));
            foreach (var file in files)
            {
                Assert.Equal((file, OwnerOnly), (file, File.GetUnixFileMode(file)));
            }
        }

        Assert.DoesNotContain("Everybody on this machine", app.Output, StringComparison.Ordinal);
    }

    [Fact(Timeout = 300_000)]
    public async Task Start_WithFilesThatEverybodyMayRead_NamesEach()
    {
        await using var app = await AppProcess.StartAsync(
            AppHost.Gateway,
            With(("ADMIN_TOKEN", null), ("DOTNET_ENVIRONMENT", "Development")) with
            {
                Prepare = folder => File.WriteAllText(Path.Combine(folder, ".env"), "OPENROUTER_API_KEY=\nPOSTGRES_PASSWORD=\n"),
            },
            Cancellation);
        string[] kept = [.. ((string[])["aidev.db", "admin-token"]).Select(name => Path.Combine(app.Folder, "data", name))];
        await app.TerminateAsync(Cancellation);
        Assert.DoesNotContain("Everybody on this machine", app.Output, StringComparison.Ordinal); // a .env without a secret

        await File.WriteAllTextAsync(Path.Combine(app.Folder, ".env"), "LLM_PROXY=http://127.0.0.1:1\n", Cancellation);
        string[] open = [.. kept, Path.Combine(app.Folder, ".env")];
        foreach (var file in open)
        {
            Open(file);
        }

        await app.StartAsync(Cancellation);

        Assert.All(open, file => Assert.Contains($"Everybody on this machine may read {file}. Keep it to its owner: chmod 600 '{file}'", app.Output, StringComparison.Ordinal));
    }

    private static void Open(string file)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(file, OwnerOnly | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
        }
    }
}
