using System.ComponentModel;

namespace AiDevFramework.Grains.Abstractions.Phases;

/// <summary>Infrastructure first (horizontal) or feature by feature (vertical). Numbers are wire format.</summary>
[Description("Infrastructure first (horizontal) or feature by feature (vertical).")]
public enum Approach
{
    Horizontal = 0,
    Vertical = 1,
}
