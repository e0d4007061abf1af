using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;

namespace AiDevFramework.Docs.Tests.Settings;

/// <summary>One setting, as its options class declares and documents it.</summary>
/// <param name="Meaning">The summary of the property, in Markdown, without the sentence about its default.</param>
/// <param name="StatedDefault">That sentence; <see langword="null"/> where there is none.</param>
/// <param name="Value">What the property holds where nothing is set.</param>
/// <param name="Example">From the property's <c>example</c> element: a value to show where the default shows nothing.</param>
internal sealed partial record Setting(string Name, string Meaning, string? StatedDefault, object? Value, string? Example)
{
    /// <summary>In Markdown: what the documentation says, or else the value itself.</summary>
    public string Default => StatedDefault ?? (Written(Value) is { Length: > 0 } text ? $"`{text}`" : "none");

    /// <summary>As a line of a <c>.env</c> file has it, empty where there is nothing to show.</summary>
    public string InFile => Example ?? Written(Value);

    public bool IsSecret => Meaning.StartsWith("Secret", StringComparison.Ordinal);

    /// <param name="defaults">An instance with nothing set.</param>
    public static Setting Read(PropertyInfo property, XmlComments comments, object defaults)
    {
        var name = property.GetCustomAttribute<ConfigurationKeyNameAttribute>()!.Name;
        var summary = comments.SummaryOf(property);
        var stated = DefaultSentence().Match(summary);
        return new Setting(
            name,
            DefaultSentence().Replace(summary, "").Trim(),
            stated.Success ? stated.Groups[1].Value.Trim() : null,
            property.GetValue(defaults),
            comments.ExampleOf(property));
    }

    /// <returns>The setting of one member of a family.</returns>
    /// <param name="about">What the member is about.</param>
    public Setting Of(string member, string about) => this with
    {
        Name = $"{member}_{Name}",
        Meaning = Meaning.Replace("this step", $"the step {member} ({about})", StringComparison.Ordinal),
    };

    /// <summary>A value as the environment has it: <c>True</c>, <c>INFO</c>, <c>["a", "b"]</c>.</summary>
    public static string Written(object? value) => value switch
    {
        null => "",
        bool flag => flag ? "True" : "False",
        Enum member => member.ToString().ToUpperInvariant(),
        IReadOnlyList<string> list => list.Count == 0 ? "" : $"[{string.Join(", ", list.Select(item => $"\"{item}\""))}]",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };

    [GeneratedRegex(@"\s*Default: (.+?)\.(?=\s|$)", RegexOptions.Singleline)]
    private static partial Regex DefaultSentence();
}
