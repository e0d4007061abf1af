namespace AiDevFramework.Web.SystemPage;

/// <summary>Whether somebody set it; never what to.</summary>
public sealed record SettingState(string Name, bool IsSet);
