namespace AiDevFramework.Llm;

/// <summary>How long one attempt at a model call may take.</summary>
/// <param name="Total">Wall clock from sending the request to the last byte.</param>
/// <param name="FirstToken">Until text or reasoning comes. Comments that keep the connection open are neither.</param>
/// <param name="Idle">Between two pieces of text or reasoning.</param>
internal sealed record CallLimits(TimeSpan Total, TimeSpan FirstToken, TimeSpan Idle);
