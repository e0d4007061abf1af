using System.Reflection;
using AiDevFramework.Gateway.Settings;
using AiDevFramework.Grains.Phases;
using AiDevFramework.Grains.Prompts;
using AiDevFramework.Hosting.Clustering;
using AiDevFramework.Llm;
using AiDevFramework.Settings;
using AiDevFramework.Silo.Hosting;
using Microsoft.Extensions.Configuration;

namespace AiDevFramework.Gateway.Tests.Settings;

public sealed class KnownSettingsTests
{
    /// <summary>A setting that the file does not have would be called unknown at the start.</summary>
    [Fact]
    public void Names_OfTheExampleFile_AreAllSettingsOfAllPrograms()
    {
        Assembly[] programs =
        [
            typeof(KnownSettings).Assembly, typeof(LlmOptions).Assembly, typeof(PromptOptions).Assembly, typeof(NodeOptions).Assembly,
            typeof(SiloOptions).Assembly, typeof(GatewayOptions).Assembly,
        ];
        var declared = programs.SelectMany(program => program.GetTypes()).SelectMany(NamesOf).Distinct().ToList();

        Assert.True(declared.Count > 60, $"Only {declared.Count} settings were found.");
        Assert.Empty(declared.Except(KnownSettings.Names, StringComparer.Ordinal));
        Assert.DoesNotContain(KnownSettings.Names.Except(declared, StringComparer.Ordinal), name => !name.StartsWith("OTEL_", StringComparison.Ordinal));
    }

    private static IEnumerable<string> NamesOf(Type type)
    {
        var names = type.GetProperties()
            .SelectMany(property => (string?[])[property.GetCustomAttribute<ConfigurationKeyNameAttribute>()?.Name, .. property.GetCustomAttribute<SettingAliasAttribute>()?.Names ?? []])
            .OfType<string>();
        return type.IsAssignableTo(typeof(ISettingFamily)) && !type.IsInterface
            ? names.SelectMany(name => StepModelOptions.Members.Keys.Select(member => $"{member}_{name}"))
            : names;
    }
}
