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
        new("projects", _ => "/", IsShown: true),
        new("new-idea", _ => "/new", IsShown: true),
        new("missing", _ => "/nothing-is-here", Status: 404),
    ];

    public static Screen Of(string name) => All.Single(screen => screen.Name == name);

    public override string ToString() => Name;
}
