namespace AiDevFramework.Grains.Abstractions;

/// <summary>The database cannot be reached or refuses writes. Nothing was lost; the caller may try again in a moment.</summary>
[GenerateSerializer, Alias("aidev.store-unavailable")]
public sealed class StoreUnavailableException : Exception
{
    public StoreUnavailableException()
    {
    }

    public StoreUnavailableException(string message)
        : base(message)
    {
    }

    public StoreUnavailableException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    [Id(0)]
    public StoreTrouble Trouble { get; init; }
}
