namespace AiDevFramework.Llm;

/// <summary>The calls that all silos together may have in flight, of each model that is limited.</summary>
internal interface ISharedSlots
{
    /// <returns><see langword="null"/> for a model without a limit.</returns>
    ISharedSlot? Find(string model);
}

/// <summary>This silo's part of the slots of one model.</summary>
internal interface ISharedSlot
{
    FairGate Gate { get; }

    /// <summary>Says that a call waits at the gate.</summary>
    void Ask();
}
