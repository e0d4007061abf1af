namespace AiDevFramework.Plans.Ledger;

internal static class ConstraintKinds
{
    private static readonly Dictionary<string, ConstraintKind> ByName =
        Enum.GetValues<ConstraintKind>().ToDictionary(NameOf, StringComparer.OrdinalIgnoreCase);

    /// <returns>The name in the ledger, in prompts and answers: <c>hosting</c>.</returns>
    public static string NameOf(ConstraintKind kind) => kind.ToString().ToLowerInvariant();

    public static bool TryParse(string? name, out ConstraintKind kind) => ByName.TryGetValue(name?.Trim() ?? "", out kind);
}
