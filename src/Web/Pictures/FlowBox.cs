namespace AiDevFramework.Web.Pictures;

/// <param name="Kind"><c>event</c>, <c>command</c> or <c>rule</c>.</param>
/// <param name="Lines">Its words, as they fit.</param>
public sealed record FlowBox(string Text, string Kind, Box Place, IReadOnlyList<string> Lines);
