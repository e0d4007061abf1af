using AiDevFramework.Grains.Abstractions;

namespace AiDevFramework.Storage;

/// <summary>Whether work can be stored, as the last commit or probe has shown. Before the first commit it counts as possible.</summary>
internal sealed class WriteState
{
    private volatile StoredTrouble? _trouble;

    /// <summary><see langword="null"/>: work can be stored.</summary>
    public StoreTrouble? Trouble => _trouble?.Value;

    /// <summary>For people and for health checks; <see langword="null"/> where work can be stored.</summary>
    public string? Problem => Trouble switch
    {
        null => null,
        StoreTrouble.Full => "Nothing can be stored: the disk of the database is full. Make room on it; work goes on by itself.",
        StoreTrouble.ReadOnly => "Nothing can be stored: the database is read-only.",
        _ => "Nothing can be stored: the database does not take what is written.",
    };

    public void NoteStored() => _trouble = null;

    public void NoteFailed(StoreTrouble trouble) => _trouble = new StoredTrouble(trouble);

    private sealed record StoredTrouble(StoreTrouble Value);
}
