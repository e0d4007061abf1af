using System.Net.Http.Json;
using System.Text.Json;
using AiDevFramework.FakeOpenRouter;
using AiDevFramework.FakeOpenRouter.Script;
using AiDevFramework.TestSupport.Api;

namespace AiDevFramework.Browser.Tests.Product;

/// <summary>One project in each state that a screen shows.</summary>
internal sealed record ProjectShelf
{
    public Guid Completed { get; private init; }

    /// <summary>Of a recorded plan that is full of things to show.</summary>
    public Guid Example { get; private init; }

    /// <summary>The provider holds back the second half of a document.</summary>
    public Guid Running { get; private init; }

    public Guid Created { get; private init; }

    public Guid Failed { get; private init; }

    public Guid Cancelled { get; private init; }

    /// <summary>Of an idea and documents that try to be more than text.</summary>
    public Guid Hostile { get; private init; }

    public static async Task<ProjectShelf> FillAsync(ApiClient api, FakeScript script, string dataFolder, TimeSpan deadline, CancellationToken cancellationToken)
    {
        script.When(Steps.Prd, marker: Mark("running")).Answer(Behaviours.HeldMidAnswer());
        script.When(Steps.Prd, marker: Mark("cancelled")).Answer(Behaviours.HeldMidAnswer());
        script.When(Steps.TechStack, marker: Mark("failed")).Answer(Behaviours.Text("# Tech Stack Document\n\nLater."));
        var shelf = new ProjectShelf
        {
            Created = await CreateAsync(api, "created", cancellationToken),
            Completed = await StartAsync(api, "completed", cancellationToken, features: 5),
            Failed = await StartAsync(api, "failed", cancellationToken),
            Cancelled = await StartAsync(api, "cancelled", cancellationToken),
            Hostile = await StartAsync(api, $"hostile {HostileText.Idea}", cancellationToken, features: 5),
            Example = await StartExampleAsync(api, "portal", cancellationToken),
            Running = await StartAsync(api, "running", cancellationToken),
        };
        await script.WaitForHeldAsync(2, cancellationToken).WaitAsync(deadline, cancellationToken);
        await api.CancelAsync(shelf.Cancelled, cancellationToken);
        foreach (var project in (Guid[])[shelf.Completed, shelf.Failed, shelf.Hostile, shelf.Example])
        {
            await api.WaitForEndAsync(project, deadline, cancellationToken);
        }

        HostileText.Spoil(dataFolder, shelf.Hostile);
        return shelf;
    }

    private static string Mark(string name) => $"[[{name}]]";

    private static Task<Guid> CreateAsync(ApiClient api, string name, CancellationToken cancellationToken, int features = 2) =>
        api.CreateProjectAsync($"A shared task list for small teams that sorts itself by what is due, features={features} {Mark(name)}", cancellationToken, maxCostUsd: 5m);

    private static async Task<Guid> StartAsync(ApiClient api, string name, CancellationToken cancellationToken, int features = 2)
    {
        var project = await CreateAsync(api, name, cancellationToken, features);
        await api.StartWorkflowAsync(project, cancellationToken);
        return project;
    }

    private static async Task<Guid> StartExampleAsync(ApiClient api, string name, CancellationToken cancellationToken)
    {
        using var body = JsonContent.Create(new { example = name, user_id = ApiClient.UserId });
        using var answer = await api.SendAsync(HttpMethod.Post, "/api/v1/projects", cancellationToken, body);
        var project = (await answer.Content.ReadFromJsonAsync<JsonElement>(cancellationToken)).GetProperty("project_id").GetGuid();
        await api.StartWorkflowAsync(project, cancellationToken);
        return project;
    }
}
