namespace AiDevFramework.FakeOpenRouter.Log;

/// <param name="Role"><c>system</c>, <c>user</c>, <c>assistant</c> or <c>other</c>.</param>
public sealed record LoggedMessage(string Role, string Text);
