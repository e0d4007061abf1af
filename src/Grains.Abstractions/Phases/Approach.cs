namespace AiDevFramework.Grains.Abstractions.Phases;

/// <summary>Infrastructure first (horizontal) or feature by feature (vertical). Numbers are wire format.</summary>
public enum Approach
{
    Horizontal = 0,
    Vertical = 1,
}
