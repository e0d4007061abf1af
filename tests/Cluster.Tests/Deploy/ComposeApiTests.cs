using System.Globalization;
using System.Net;
using System.Runtime.Versioning;
using System.Text.RegularExpressions;
using AiDevFramework.TestSupport.Api;
using AiDevFramework.TestSupport.Postgres;
using AiDevFramework.TestSupport.Processes;
using Npgsql;

namespace AiDevFramework.Cluster.Tests.Deploy;

/// <summary>The service <c>api</c> of <c>compose.yml</c> as a process, with the environment that Compose would give it, on a real
/// server with the user and the password that the service <c>db</c> would make.</summary>
[UnsupportedOSPlatform("windows")]
public sealed partial class ComposeApiTests : IAsyncLifetime
{
    /// <summary>Where Compose mounts the secrets.</summary>
    private const string Mounted = "/run/aidev";

    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(90);

    private readonly DirectoryInfo _secrets = Directory.CreateTempSubdirectory("aidev-secrets-");
    private PostgresServer _server = null!;
    private int _port;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static Yaml Services => DeployFolder.ReadYaml("compose.yml")[0]["services"];

    public async ValueTask InitializeAsync()
    {
        Assert.Equal(0, (await MakeSecretsTests.RunAsync(_secrets.FullName)).ExitCode);
        _server = await PostgresServer.StartAsync(new PostgresOptions { Private = true }, Cancellation);
        var administrator = new NpgsqlConnectionStringBuilder(await _server.CreateDatabaseAsync(Cancellation)) { Pooling = false };
        _port = administrator.Port;
        await using var connection = new NpgsqlConnection(administrator.ConnectionString);
        await connection.OpenAsync(Cancellation);
        var database = Services["db"]["environment"];
        foreach (var sql in (string[])[
            $"create role {database["POSTGRES_USER"].Text} superuser login password '{Secret("db-password")}'",
            $"create database {database["POSTGRES_DB"].Text} owner {database["POSTGRES_USER"].Text}"])
        {
#pragma warning disable CA2100 // names of our own file
            await using var command = new NpgsqlCommand(sql, connection);
#pragma warning restore CA2100
            await command.ExecuteNonQueryAsync(Cancellation);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _secrets.Delete(recursive: true);
    }

    [Fact(Timeout = 300_000)]
    public async Task Start_WithTheEnvironmentOfCompose_ServesAndSaysHowToSeeTheToken()
    {
        await using var service = await AppProcess.StartAsync(AppHost.Gateway, new AppOptions { Environment = Environment() }, Cancellation);
        var banner = await service.WaitForLineAsync(line => line.StartsWith("  Token ", StringComparison.Ordinal), Deadline, Cancellation);
        using var api = new ApiClient(service.Address, Secret("admin-token"));
        using var stranger = new ApiClient(service.Address, AppProcess.AdminToken);

        var project = await api.CreateProjectAsync("A shop for plants that ships on Fridays", Cancellation);
        await using var feed = await api.FollowAsync(project, after: 0, Cancellation); // to ask again and again would reach the rate limit
        await api.StartWorkflowAsync(project, Cancellation);
        await feed.WaitForEndAsync(Deadline, Cancellation);
        var end = await api.GetProjectAsync(project, Cancellation);
        using var refused = await stranger.SendAsync(HttpMethod.Get, $"/api/v1/projects/{project}", Cancellation);

        Assert.Equal("COMPLETED", end.GetProperty("status").GetString());
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        Assert.EndsWith($"docker compose -f deploy/compose.yml exec api cat {Mounted}/admin-token", banner, StringComparison.Ordinal);
        Assert.All((string[])["admin-token", "db-password"], name => Assert.DoesNotContain(Secret(name), service.Output, StringComparison.Ordinal));
    }

    [Fact(Timeout = 300_000)]
    public async Task Start_WithAnotherPasswordThanTheDatabaseHas_NamesTheSettingAndNoPassword()
    {
        var other = new string('f', 64);
        await File.WriteAllTextAsync(Path.Combine(_secrets.FullName, "db-password"), other + "\n", Cancellation); // as of a volume that is new

        await using var service = await AppProcess.LaunchAsync(AppHost.Gateway, new AppOptions { Environment = Environment() });

        Assert.Equal(1, await service.WaitForExitAsync(Cancellation));
        Assert.Contains("POSTGRES_PASSWORD_FILE", service.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(other, service.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Database_PublishesNoPort_AndOnlyApiReachesIt()
    {
        Assert.Null(Services["db"]["ports"].Node);
        Assert.Equal(["database"], Services["db"]["networks"].Items.Select(network => network.Text));
        Assert.Equal("true", DeployFolder.ReadYaml("compose.yml")[0]["networks"]["database"]["internal"].Text);
        Assert.Equal(["db", "api"], Services.Members.Where(service => service.Value["networks"].Items.Any(network => network.Text == "database"))
            .Select(service => service.Key));
        Assert.StartsWith("${PUBLIC_ADDRESS:-127.0.0.1}:", Assert.Single(Services["api"]["ports"].Items).Text, StringComparison.Ordinal); // plain HTTP
    }

    [Fact]
    public void Secrets_AreMadeByInitAlone_AndReadByBothBeforeTheyStart()
    {
        Assert.Equal(["/bin/sh", "/make-secrets.sh", Mounted, "1654"], Services["init"]["entrypoint"].Items.Select(item => item.Text));
        Assert.Contains("USER 1654:1654", DeployFolder.DockerInstructions); // the group that may read them
        Assert.Contains($"secrets:{Mounted}", Services["init"]["volumes"].Items.Select(mount => mount.Text));
        foreach (var reader in (string[])["db", "api"])
        {
            Assert.Contains($"secrets:{Mounted}:ro", Services[reader]["volumes"].Items.Select(mount => mount.Text));
            Assert.Equal("service_completed_successfully", Services[reader]["depends_on"]["init"]["condition"].Text);
            Assert.Equal($"{Mounted}/db-password", Services[reader]["environment"]["POSTGRES_PASSWORD_FILE"].Text);
        }

        Assert.Equal($"{Mounted}/admin-token", Services["api"]["environment"]["ADMIN_TOKEN_FILE"].Text);
    }

    /// <summary>Where the base images come from is for whoever builds to say.</summary>
    [Fact]
    public void Start_NeedsNothingSetButTheBaseImages() => Assert.All(
        DeployFolder.ReadYaml("compose.yml")[0].Texts.Where(text => text.Contains(":?", StringComparison.Ordinal)),
        text => Assert.Matches("^[$][{]DOTNET_(SDK|RUNTIME)_IMAGE:[?]", text));

    private string Secret(string name) => File.ReadAllText(Path.Combine(_secrets.FullName, name)).Trim();

    /// <summary>What Compose gives the process without a <c>.env</c> file; only the server and the folder are elsewhere.</summary>
    private Dictionary<string, string?> Environment()
    {
        var environment = Services["api"]["environment"].Members.ToDictionary(
            setting => setting.Key, setting => (string?)Unset().Replace(setting.Value.Text, match => match.Groups[1].Value));
        foreach (var name in (string[])["POSTGRES_PASSWORD_FILE", "ADMIN_TOKEN_FILE"])
        {
            environment[name] = environment[name]!.Replace(Mounted, _secrets.FullName, StringComparison.Ordinal);
        }

        Assert.Equal("db", environment["POSTGRES_SERVER"]);
        environment["POSTGRES_SERVER"] = "127.0.0.1";
        environment["POSTGRES_PORT"] = _port.ToString(CultureInfo.InvariantCulture);
        environment["ADMIN_TOKEN"] = null; // which the tests give every process
        environment["RATE_LIMIT_ENABLED"] = null;
        return environment;
    }

    /// <summary>A variable with what Compose puts in where it is not set.</summary>
    [GeneratedRegex(@"\$\{[A-Z_]+:?-([^}]*)\}")]
    private static partial Regex Unset();
}
