namespace AiDevFramework.Web.Pictures;

/// <summary>What something cost.</summary>
/// <param name="Label">A day, a model, a phase, a user.</param>
/// <param name="KnownUsd">US dollars that were charged.</param>
/// <param name="UnknownUsd">US dollars that may have been charged beyond these.</param>
public sealed record CostBar(string Label, decimal KnownUsd, decimal UnknownUsd);
