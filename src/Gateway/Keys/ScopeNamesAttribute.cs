using System.ComponentModel.DataAnnotations;
using AiDevFramework.Gateway.Identity;

namespace AiDevFramework.Gateway.Keys;

/// <summary>A list of one or more scopes.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ScopeNamesAttribute : ValidationAttribute
{
    public ScopeNamesAttribute()
        : base(() => $"{{0}} must be a list of one or more of {string.Join(", ", ScopeNames.All)}.")
    {
    }

    public override bool IsValid(object? value) =>
        value is null || (value is IReadOnlyList<string?> { Count: > 0 } names && names.All(name => ScopeNames.All.Contains(name)));
}
