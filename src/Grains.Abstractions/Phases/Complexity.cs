using System.ComponentModel;

namespace AiDevFramework.Grains.Abstractions.Phases;

/// <summary>How large a product is. Numbers are wire format.</summary>
[Description("How large a product is.")]
public enum Complexity
{
    Low = 0,
    Medium = 1,
    High = 2,
}
