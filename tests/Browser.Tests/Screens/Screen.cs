using AiDevFramework.Browser.Tests.Product;

namespace AiDevFramework.Browser.Tests.Screens;

/// <summary>One screen in one state.</summary>
/// <param name="Name">Unique; also the name of its picture.</param>
/// <param name="Path">Where it is.</param>
/// <param name="IsOpen">Whether it is seen without signing in.</param>
/// <param name="Status">Of the answer.</param>
/// <param name="IsShown">Whether the guide has its picture.</param>
internal sealed record Screen(string Name, Func<ProjectShelf, string> Path, bool IsOpen = false, int Status = 200, bool IsShown = false)
{
    /// <summary>Every screen in every state.</summary>
    public static IReadOnlyList<Screen> All { get; } =
    [
        new("login", _ => "/login", IsOpen: true, IsShown: true),
        new("login-on-the-way", shelf => $"/projects/{shelf.Completed}", IsOpen: true),
        new("projects", _ => "/"),
        new("projects-none-found", _ => "/?q=xylophone&status=FAILED"),
        new("projects-found", _ => "/?q=task+list"),
        new("new-idea", _ => "/new", IsShown: true),
        new("run-created", shelf => $"/projects/{shelf.Created}"),
        new("run-running", shelf => $"/projects/{shelf.Running}", IsShown: true),
        new("run-completed", shelf => $"/projects/{shelf.Completed}"),
        new("run-failed", shelf => $"/projects/{shelf.Failed}"),
        new("run-cancelled", shelf => $"/projects/{shelf.Cancelled}"),
        new("run-hostile", shelf => $"/projects/{shelf.Hostile}"),
        new("run-missing", _ => $"/projects/{Guid.Empty}", Status: 404),
        new("document-events", shelf => $"/projects/{shelf.Completed}/documents/EVENT_STORMING"),
        new("document-requirements", shelf => $"/projects/{shelf.Example}/documents/PRD", IsShown: true),
        new("document-stack", shelf => $"/projects/{shelf.Completed}/documents/TECH_STACK"),
        new("document-plan", shelf => $"/projects/{shelf.Example}/documents/EXECUTION_PLAN"),
        new("plan", shelf => $"/projects/{shelf.Example}/plan", IsShown: true),
        new("plan-completed", shelf => $"/projects/{shelf.Completed}/plan"),
        new("plan-of-nothing", shelf => $"/projects/{shelf.Created}/plan"),
        new("costs", _ => "/costs", IsShown: true),
        new("costs-of-one", shelf => $"/projects/{shelf.Completed}/costs"),
        new("system", _ => "/system", IsShown: true),
        new("missing", _ => "/nothing-is-here", Status: 404),
    ];

    public static Screen Of(string name) => All.Single(screen => screen.Name == name);

    public override string ToString() => Name;
}
