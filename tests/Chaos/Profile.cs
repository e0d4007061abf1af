namespace AiDevFramework.Chaos;

/// <summary>What a run is after.</summary>
internal enum Profile
{
    /// <summary>Every kind of fault, every kind of trouble with the model.</summary>
    Mixed,

    /// <summary>Nothing but silos that are frozen until they are voted out, with as many answers on their way to them as can be: each
    /// tries to store all of them when it wakes.</summary>
    Zombies,

    /// <summary>Nothing but silos that are killed in the middle of a mend, at each of its points in turn; half of the documents have faults.</summary>
    Mends,
}
