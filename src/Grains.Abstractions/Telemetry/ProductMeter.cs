namespace AiDevFramework.Grains.Abstractions.Telemetry;

/// <summary>The meter of the product. Each project creates instruments of its own on a meter of this name.</summary>
public static class ProductMeter
{
    public const string Name = "AiDevFramework";
}
