using AiDevFramework.Settings;
using Microsoft.Extensions.Configuration;

namespace AiDevFramework.Docs.Tests.Settings;

/// <summary>The settings of one options class.</summary>
internal sealed record SettingsGroup(string Title, string Introduction, IReadOnlyList<Setting> Settings)
{
    public static SettingsGroup Read(string title, Type options, XmlComments comments) => new(
        title,
        string.Join(' ', new[] { comments.SummaryOf(options), comments.RemarksOf(options) }.Where(text => text.Length > 0)),
        options.IsAssignableTo(typeof(ISettingFamily))
            ? [.. MembersOf(options).SelectMany(member => ReadMember(options, comments, member.Key).Select(setting => setting.Of(member.Key, member.Value)))]
            : [.. Read(options, comments, Activator.CreateInstance(options)!)]);

    private static IReadOnlyDictionary<string, string> MembersOf(Type family) =>
        (IReadOnlyDictionary<string, string>)family.GetProperty(nameof(ISettingFamily.Members))!.GetValue(null)!;

    private static IEnumerable<Setting> ReadMember(Type family, XmlComments comments, string member)
    {
        var defaults = (ISettingFamily)Activator.CreateInstance(family)!;
        defaults.SetDefaults(member);
        return Read(family, comments, defaults);
    }

    private static IEnumerable<Setting> Read(Type options, XmlComments comments, object defaults) =>
        options.GetProperties().Where(property => property.IsDefined(typeof(ConfigurationKeyNameAttribute), inherit: true))
            .Select(property => Setting.Read(property, comments, defaults));
}
