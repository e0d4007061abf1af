namespace AiDevFramework.Hosting;

/// <summary>How many runs the process drives now. Registered where it drives any.</summary>
internal sealed record RunCount(Func<int> Read);
