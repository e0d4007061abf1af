namespace AiDevFramework.Web.Frame;

/// <param name="Name">As his key or token names him.</param>
/// <param name="SeesAll">Whether he sees the projects of everybody.</param>
/// <param name="MaySeeSystem">Whether the page about the service itself is for him.</param>
public sealed record Visitor(string Name, bool SeesAll, bool MaySeeSystem);
