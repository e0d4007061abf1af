namespace AiDevFramework.Settings;

/// <summary>An options class that exists several times, as named options: once for each member of a family. The names of a member's settings
/// begin with its own: <c>PRD_MODEL</c>.</summary>
public interface ISettingFamily
{
    /// <summary>The members, each with what it is about in a few words.</summary>
    static abstract IReadOnlyDictionary<string, string> Members { get; }

    /// <summary>Gives every property the default of a member.</summary>
    void SetDefaults(string member);
}
