using System.Reflection;
using AiDevFramework.TestSupport;
using Microsoft.Extensions.Configuration;

namespace AiDevFramework.Docs.Tests.Settings;

/// <summary>Every options class of the programs, found by the attribute that gives its properties their names.</summary>
internal static class SettingsCatalog
{
    /// <summary>In the order in which a newcomer needs them, with the titles of their sections. A class that is not named here comes last,
    /// under its own name.</summary>
    private static readonly (string Class, string Title)[] _order =
    [
        ("GatewayOptions", "The service"),
        ("DatabaseOptions", "Database"),
        ("LlmOptions", "Models"),
        ("StepModelOptions", "Models of the steps"),
        ("PromptOptions", "Prompts"),
        ("BudgetOptions", "Budgets"),
        ("OidcOptions", "Tokens of an OpenID Connect issuer"),
        ("ProgressOptions", "Connections that follow projects"),
        ("TelemetryOptions", "Traces and metrics"),
        ("LangfuseOptions", "Langfuse"),
        ("SiloOptions", "A silo's process"),
        ("NodeOptions", "Cluster"),
        ("ClusterTlsOptions", "TLS in the cluster"),
    ];

    public static IReadOnlyList<SettingsGroup> Read()
    {
        var assemblies = ProductAssemblies();
        var comments = new XmlComments(assemblies);
        return [.. assemblies.SelectMany(assembly => assembly.GetTypes())
            .Where(type => type.GetProperties().Any(property => property.IsDefined(typeof(ConfigurationKeyNameAttribute))))
            .OrderBy(PlaceOf)
            .ThenBy(type => type.Name, StringComparer.Ordinal)
            .Select(type => SettingsGroup.Read(TitleOf(type), type, comments))];
    }

    private static int PlaceOf(Type options) =>
        Array.FindIndex(_order, known => known.Class == options.Name) is >= 0 and var place ? place : _order.Length;

    private static string TitleOf(Type options) =>
        Array.Find(_order, known => known.Class == options.Name).Title ?? options.Name.Replace("Options", "", StringComparison.Ordinal);

    /// <summary>Those of the projects in <c>src</c> that are here.</summary>
    private static IReadOnlyList<Assembly> ProductAssemblies() =>
        [.. Directory.GetDirectories(Path.Combine(Repository.Root, "src"))
            .Select(folder => Path.Combine(AppContext.BaseDirectory, $"AiDevFramework.{Path.GetFileName(folder)}.dll"))
            .Where(File.Exists)
            .Order(StringComparer.Ordinal)
            .Select(Assembly.LoadFrom)];
}
