namespace AiDevFramework.FakeOpenRouter.Answers;

/// <summary>Choices of a tech stack document: one line each, at most 100 characters, parts joined by " + ".</summary>
/// <param name="Services">Third-party services as whole bullets without the dash.</param>
internal sealed record Stack(string Frontend, string Backend, string Database, string Infrastructure, string[] Services);
