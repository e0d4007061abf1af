namespace AiDevFramework.Gateway.Identity;

/// <summary>Scopes as clients write them.</summary>
internal static class ScopeNames
{
    private static readonly (string Name, Scopes Scope)[] _all =
    [
        ("plans:read", Scopes.PlansRead),
        ("plans:write", Scopes.PlansWrite),
        ("plans:delete", Scopes.PlansDelete),
        ("costs:all", Scopes.CostsAll),
        ("keys", Scopes.Keys),
        ("admin", Scopes.Admin),
    ];

    public static IReadOnlyList<string> All { get; } = [.. _all.Select(scope => scope.Name)];

    /// <returns>The name of each scope.</returns>
    public static IReadOnlyList<string> Of(Scopes scopes) => [.. _all.Where(scope => scopes.HasFlag(scope.Scope)).Select(scope => scope.Name)];

    /// <returns>The scopes of these names together. Names that are not known give nothing.</returns>
    public static Scopes Read(IEnumerable<string> names) =>
        names.Aggregate(Scopes.None, (scopes, name) => scopes | _all.FirstOrDefault(scope => scope.Name == name).Scope);
}
