using AiDevFramework.Gateway.Progress;
using AiDevFramework.Gateway.Security;
using AiDevFramework.Gateway.Tests.Support;
using AiDevFramework.Grains.Abstractions;
using AiDevFramework.Grains.Abstractions.Progress;
using AiDevFramework.Grains.Abstractions.Projects;
using Microsoft.Extensions.DependencyInjection;

namespace AiDevFramework.Gateway.Tests.Progress;

/// <summary>Sample clients that are not let in, or sent away: they say why in words, and what to do about it.</summary>
[Trait("Runs", "Programs")]
public sealed class ClientRefusalTests
{
    public static TheoryData<string> Clients => ["spec", "ws", "eventsource", "signalr", "python"];

    public static TheoryData<string> PatientClients => ["ws", "eventsource", "signalr", "python"];

    public static TheoryData<string> SocketClients => ["spec", "ws", "python"];

    [Theory(Timeout = 300_000)]
    [MemberData(nameof(Clients))]
    public async Task Client_WithAWrongToken_SaysSoAndEnds(string kind)
    {
        await using var gateway = await TestGateway.StartAsync();
        var project = gateway.Cluster.Add(WorkflowStatus.Processing).Id;
        await using var client = await ForeignClient.StartAsync(kind, gateway, project, token: "wrong");

        var result = await client.EndAsync();

        Assert.True(result.ExitCode == 1, result.Output);
        Assert.Contains("Refused with 401", result.Output, StringComparison.Ordinal);
        Assert.Contains("/tickets", result.Output, StringComparison.Ordinal);
    }

    [Theory(Timeout = 300_000)]
    [MemberData(nameof(Clients))]
    public async Task Client_WithATicketOfAnotherProject_SaysSoAndEnds(string kind)
    {
        await using var gateway = await TestGateway.StartAsync();
        var (project, other) = (gateway.Cluster.Add(WorkflowStatus.Processing).Id, gateway.Cluster.Add(WorkflowStatus.Processing).Id);
        var ticket = gateway.Services.GetRequiredService<Tickets>().Mint(other);
        await using var client = await ForeignClient.StartAsync(kind, gateway, project, ticket);

        var result = await client.EndAsync();

        Assert.True(result.ExitCode == 1, result.Output);
        Assert.Contains("Get a ticket for this project", result.Output, StringComparison.Ordinal); // the service's own words
    }

    [Theory(Timeout = 300_000)]
    [MemberData(nameof(Clients))]
    public async Task Client_OfAProjectThatIsNotThere_SaysSoAndEnds(string kind)
    {
        await using var gateway = await TestGateway.StartAsync();
        await using var client = await ForeignClient.StartAsync(kind, gateway, Guid.NewGuid());

        var result = await client.EndAsync();

        Assert.True(result.ExitCode == 1, result.Output);
        Assert.Contains("There is no project", result.Output, StringComparison.Ordinal);
    }

    [Theory(Timeout = 300_000)]
    [MemberData(nameof(Clients))]
    public async Task Client_WithoutRoom_SaysHowToMakeIt(string kind)
    {
        await using var gateway = await TestGateway.StartAsync(("PROGRESS_MAX_CONNECTIONS_PER_TOKEN", "1"));
        var project = gateway.Cluster.Add(WorkflowStatus.Processing).Id;
        using var first = await ProgressClient.ConnectAsync(gateway, project);
        await using var client = await ForeignClient.StartAsync(kind, gateway, project);

        var line = await client.SaysAsync("Refused with 429");

        Assert.Contains("close those that are no longer needed", line, StringComparison.Ordinal);
    }

    [Theory(Timeout = 300_000)]
    [MemberData(nameof(PatientClients))]
    public async Task Client_WhileTheDatabaseIsAway_SaysSoAndComesBack(string kind)
    {
        await using var gateway = await TestGateway.StartAsync();
        var project = gateway.Cluster.Add(WorkflowStatus.Completed).Id;
        gateway.Cluster.Store(project, """{"type":"workflow_completed","seq":1}""", EventTypes.WorkflowCompleted);
        gateway.Cluster.Failure = new StoreUnavailableException("The database is restarting.");
        await using var client = await ForeignClient.StartAsync(kind, gateway, project);
        await client.SaysAsync("did not answer");

        gateway.Cluster.Failure = null;
        var result = await client.EndAsync();

        Assert.True(result.ExitCode == 0, result.Output);
        Assert.Contains("1 {\"type\":\"workflow_completed\"", result.Output, StringComparison.Ordinal);
    }

    [Theory(Timeout = 300_000)]
    [MemberData(nameof(Clients))]
    public async Task Client_OfAServerThatIsNotThere_SaysSo(string kind)
    {
        await using var gateway = await TestGateway.StartAsync();
        await gateway.StopAsync();
        await using var client = await ForeignClient.StartAsync(kind, gateway, Guid.NewGuid());

        await client.SaysAsync("is the service running");
    }

    [Theory(Timeout = 300_000)]
    [MemberData(nameof(SocketClients))]
    public async Task Client_WhoseTokenIsReplaced_SaysWhatToGetAndEnds(string kind)
    {
        await using var gateway = await TestGateway.StartAsync();
        var project = gateway.Cluster.Add(WorkflowStatus.Processing).Id;
        gateway.Cluster.Store(project, """{"type":"phase_started","seq":1,"phase":"PRD","message":"Generating"}""");
        await using var client = await ForeignClient.StartAsync(kind, gateway, project);
        await client.SaysAsync("Generating");

        Assert.Single(gateway.Services.GetRequiredService<ProgressPlaces>().Open).TryEnd(PlaceEnd.TokenReplaced);
        var result = await client.EndAsync();

        Assert.True(result.ExitCode == 1, result.Output);
        Assert.Contains("Closed with 4401: The token is no longer valid", result.Output, StringComparison.Ordinal);
        Assert.Contains("/tickets", result.Output, StringComparison.Ordinal);
    }
}
