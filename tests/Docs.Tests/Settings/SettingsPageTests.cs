using System.Globalization;
using System.Text.RegularExpressions;
using AiDevFramework.TestSupport;

namespace AiDevFramework.Docs.Tests.Settings;

public sealed partial class SettingsPageTests
{
    private static readonly IReadOnlyList<SettingsGroup> _groups = SettingsCatalog.Read();

    public static TheoryData<string> Names() => [.. _groups.SelectMany(group => group.Settings).Select(setting => setting.Name).Distinct()];

    [Fact]
    public void Page_OfSettings_IsWhatTheOptionsSay() => GeneratedText.RequireCurrent(SettingsPage.Path, SettingsPage.Write(_groups));

    [Fact]
    public void ExampleFile_OfSettings_IsWhatTheOptionsSay() => GeneratedText.RequireCurrent(EnvExample.Path, EnvExample.Write(_groups));

    [Fact]
    public void Catalog_OfSettings_HasThoseOfEveryProgram()
    {
        var names = _groups.SelectMany(group => group.Settings).Select(setting => setting.Name).ToList();

        Assert.Superset(
            new HashSet<string> { "PORT", "DATABASE_URL", "OPENROUTER_API_KEY", "LANGFUSE_HOST", "ORLEANS_CLUSTER_ID", "PROMPTS_DIR" }, names.ToHashSet());
        Assert.All(names, name => Assert.Matches("^[A-Z][A-Z0-9_]*$", name));
        Assert.True(names.Count > 60, $"Only {names.Count} settings were found.");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void ASetting_SaysWhatItMeans(string name) =>
        Assert.All(Declarations(name), setting => Assert.True(setting.Meaning.Length > 10, $"{name} needs a summary where it is declared."));

    /// <summary>A default that the documentation spells is the one that the code has.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void TheDefaultThatASettingStates_IsItsDefault(string name) => Assert.All(Declarations(name), setting =>
    {
        var stated = setting.StatedDefault ?? "";
        switch (setting.Value)
        {
            case bool flag when stated.Length > 0:
                Assert.Matches(flag ? "^(on|yes)" : "^(off|no)", stated);
                break;
            case int or decimal or double when stated.Length > 0:
                Assert.Equal(Convert.ToDecimal(setting.Value, CultureInfo.InvariantCulture), NumberOf(stated));
                break;
            default:
                break;
        }
    });

    [Fact]
    public void Fault_OfAStalePage_SaysWhereItIsAndHowToMakeItAnew()
    {
        var changed = SettingsPage.Write(_groups).Replace("`PORT` | 8000", "`PORT` | 8001", StringComparison.Ordinal);

        var fault = GeneratedText.FaultOf(SettingsPage.Path, changed);

        Assert.Contains("`PORT` | 8001", fault, StringComparison.Ordinal);
        Assert.Contains("docs/update.sh", fault, StringComparison.Ordinal);
    }

    private static IEnumerable<Setting> Declarations(string name) =>
        _groups.SelectMany(group => group.Settings).Where(setting => setting.Name == name);

    private static decimal NumberOf(string stated)
    {
        var number = Number().Match(stated);
        Assert.True(number.Success, $"'{stated}' does not begin with a number.");
        var unit = number.Groups[2].Value switch { "KiB" => 1024m, "MiB" => 1024m * 1024m, _ => 1m };
        return decimal.Parse(number.Groups[1].Value.Replace(",", "", StringComparison.Ordinal), CultureInfo.InvariantCulture) * unit;
    }

    [GeneratedRegex(@"^`?(\d+(?:,\d{3})*(?:\.\d+)?)`?\s*(KiB|MiB)?")]
    private static partial Regex Number();
}
