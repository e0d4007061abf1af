namespace AiDevFramework.Web.Pictures;

/// <param name="Label">As it fits.</param>
public sealed record CostRowLayout(CostBar Bar, string Label, string Amount, Box Known, Box Unknown, int Baseline);
