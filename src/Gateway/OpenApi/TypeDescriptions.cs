using System.ComponentModel;
using System.Reflection;
using AiDevFramework.Grains.Abstractions;
using Microsoft.OpenApi;

namespace AiDevFramework.Gateway.OpenApi;

/// <summary>Schemas of types with a <see cref="DescriptionAttribute"/>: their comments in code speak to programmers of this service.</summary>
internal static class TypeDescriptions
{
    private static readonly Assembly[] _assemblies = [typeof(TypeDescriptions).Assembly, typeof(WireName).Assembly];

    public static void Add(OpenApiDocument document)
    {
        foreach (var type in _assemblies.SelectMany(assembly => assembly.GetTypes()))
        {
            if (type.GetCustomAttribute<DescriptionAttribute>() is { } text && document.Components?.Schemas?.TryGetValue(type.Name, out var schema) is true)
            {
                schema.Description = text.Description;
            }
        }
    }
}
