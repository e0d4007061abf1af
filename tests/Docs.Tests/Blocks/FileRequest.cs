namespace AiDevFramework.Docs.Tests.Blocks;

/// <summary>One request of a file that editors send from: <c>###</c> between requests, <c>@name = value</c>, <c>{{name}}</c>.</summary>
/// <param name="Name">From <c># @name</c>: later requests take values from its answer.</param>
internal sealed record FileRequest(string Title, string? Name, HttpMethod Method, string Url, IReadOnlyDictionary<string, string> Headers, string? Body);
