namespace AiDevFramework.Grains.Abstractions;

/// <summary>Why nothing can be stored. Numbers are wire format.</summary>
public enum StoreTrouble
{
    /// <summary>The database cannot be reached, or says nothing that is more telling.</summary>
    Away = 0,

    /// <summary>No room: disk, quota or the largest size of a file.</summary>
    Full = 1,

    ReadOnly = 2,
}
