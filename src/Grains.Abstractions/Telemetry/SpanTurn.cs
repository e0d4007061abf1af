namespace AiDevFramework.Grains.Abstractions.Telemetry;

/// <summary>One turn of the conversation that a model was asked with.</summary>
/// <param name="Role">One of <c>system</c>, <c>user</c>, <c>assistant</c>.</param>
internal sealed record SpanTurn(string Role, string Text);
