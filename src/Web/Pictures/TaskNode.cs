namespace AiDevFramework.Web.Pictures;

/// <param name="Tone"><c>critical</c>: on the longest chain; <c>blocked</c>: waits for itself; <c>plain</c>.</param>
/// <param name="Lines">Its name, as it fits.</param>
public sealed record TaskNode(string Id, string Name, decimal? Days, string Tone, Box Place, IReadOnlyList<string> Lines);
