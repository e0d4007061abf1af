namespace AiDevFramework.Gateway.Hosting;

/// <summary>A line of the start banner. Register one as a singleton to have it printed.</summary>
/// <param name="Label">A word or two: <c>Models</c>.</param>
/// <param name="Text">Asked once, when the server listens; <see langword="null"/> leaves the line out. Never a secret,
/// except the token that Development makes.</param>
internal sealed record BannerLine(string Label, Func<IServiceProvider, string?> Text);
