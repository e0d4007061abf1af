namespace AiDevFramework.Settings;

/// <summary>Further names of a setting, in order. The setting's own name wins.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SettingAliasAttribute(params string[] names) : Attribute
{
    public IReadOnlyList<string> Names { get; } = names;
}
