using Microsoft.Extensions.Configuration;

namespace AiDevFramework.Docs.Tests.Settings;

/// <summary>The settings of one options class.</summary>
internal sealed record SettingsGroup(string Title, string Introduction, IReadOnlyList<Setting> Settings)
{
    public static SettingsGroup Read(string title, Type options, XmlComments comments) => new(
        title,
        string.Join(' ', new[] { comments.SummaryOf(options), comments.RemarksOf(options) }.Where(text => text.Length > 0)),
        [.. options.GetProperties().Where(property => property.IsDefined(typeof(ConfigurationKeyNameAttribute), inherit: true))
            .Select(property => Setting.Read(property, comments))]);
}
