namespace AiDevFramework.Offline;

/// <summary>What is true of a shape, in one language.</summary>
/// <param name="Done">What has happened, as the end of an event's name: <c>Booked</c>.</param>
/// <param name="Refused">What went wrong, likewise.</param>
/// <param name="Command">As the beginning or the end of a command's name.</param>
internal sealed record ShapeText(string Done, string Refused, string Command, string Invariant, string Criterion, IReadOnlyList<string> Unwanted);
