namespace AiDevFramework.Gateway.Identity;

/// <summary>What a caller may do. Requests and tables have the names of <see cref="ScopeNames"/>.</summary>
[Flags]
internal enum Scopes
{
    None = 0,

    /// <summary>See projects: documents, plans, costs, events.</summary>
    PlansRead = 1,

    /// <summary>Create projects and run them, which costs money.</summary>
    PlansWrite = 2,

    PlansDelete = 4,

    /// <summary>See what all users' projects cost together.</summary>
    CostsAll = 8,

    /// <summary>Make and revoke keys of one's own.</summary>
    Keys = 16,

    /// <summary>Everything, and all users' projects.</summary>
    Admin = 32,

    All = 63,
}
