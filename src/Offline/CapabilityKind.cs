namespace AiDevFramework.Offline;

internal enum CapabilityKind
{
    Feature,

    /// <summary>Can be the heart of a product.</summary>
    Core,

    /// <summary>Is the heart of a product where nothing else is asked for.</summary>
    Alone,

    /// <summary>Changes the stack and adds no feature.</summary>
    Trait,
}
