using System.ComponentModel.DataAnnotations;
using AiDevFramework.Plans.Examples;

namespace AiDevFramework.Gateway.Requests;

/// <summary>The name of a recorded example.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ExampleNameAttribute : RegularExpressionAttribute
{
    public ExampleNameAttribute()
        : base(ExampleCatalogue.Pattern) => ErrorMessage = $"{{0}} must be one of {ExampleCatalogue.Names}.";

    public override bool IsValid(object? value) => value is null || ExampleCatalogue.Find(value as string) is not null;
}
