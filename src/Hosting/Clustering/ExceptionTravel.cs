using Orleans.Serialization;

namespace AiDevFramework.Hosting.Clustering;

/// <summary>Lets exceptions reach whoever called, with their causes.</summary>
internal static class ExceptionTravel
{
    /// <summary>
    /// By default only exceptions of a few namespaces are serialized, and one of another is replaced by a complaint about it, also
    /// where it is but the cause inside one of ours: a database that is away would look like a mistake of the service.
    /// </summary>
    public static IServiceCollection AddExceptionTravel(this IServiceCollection services) =>
        services.Configure<ExceptionSerializationOptions>(options => options.SupportedExceptionTypeFilter = static _ => true);
}
