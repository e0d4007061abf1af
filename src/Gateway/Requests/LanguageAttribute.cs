using System.ComponentModel.DataAnnotations;
using AiDevFramework.Grains.Abstractions.Projects;

namespace AiDevFramework.Gateway.Requests;

/// <summary>A language as BCP 47 names it.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class LanguageAttribute : RegularExpressionAttribute
{
    public LanguageAttribute()
        : base(LanguageTag.Pattern) => ErrorMessage = "{0} must be a language tag like de or pt-BR (BCP 47).";

    public override bool IsValid(object? value) => value is null || LanguageTag.IsValid(value as string);
}
