using System.ComponentModel.DataAnnotations;
using AiDevFramework.Grains.Abstractions;

namespace AiDevFramework.Gateway.Requests;

/// <summary>What a project may cost at most, in US dollars: more than nothing, with six decimal places at the most.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class BudgetAttribute : RangeAttribute
{
    private const double Smallest = 0.000001;
    private const double Largest = 1_000_000;

    public BudgetAttribute()
        : base(Smallest, Largest) =>
        ErrorMessage = "{0} must be a number above 0 and up to 1000000, in US dollars with at most six decimal places.";

    public override bool IsValid(object? value) =>
        value is null || (value is decimal usd && usd is > 0 and <= (decimal)Largest && Usd.Round(usd) == usd);
}
