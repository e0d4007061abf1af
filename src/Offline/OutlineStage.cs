namespace AiDevFramework.Offline;

/// <param name="Days">Working days that it is allotted.</param>
/// <param name="Features">Those that it completes.</param>
/// <param name="IsFoundation">Whether it begins the work.</param>
/// <param name="IsLast">Whether it ends with the first use.</param>
internal sealed record OutlineStage(int Number, int Days, IReadOnlyList<OutlineFeature> Features, bool IsFoundation, bool IsLast);
