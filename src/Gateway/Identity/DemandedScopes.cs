namespace AiDevFramework.Gateway.Identity;

/// <summary>Metadata of an endpoint: what its callers need. One that requires authorization and says nothing needs <see cref="Scopes.Admin"/>.</summary>
internal sealed record DemandedScopes(Scopes Scopes)
{
    /// <returns>What the endpoint's callers need; what is nearest to it counts.</returns>
    public static Scopes Of(EndpointMetadataCollection metadata) => metadata.GetMetadata<DemandedScopes>()?.Scopes ?? Scopes.Admin;
}

internal static class ScopeDemand
{
    /// <summary>Opens the endpoints to callers that have all of these scopes.</summary>
    public static TBuilder Demand<TBuilder>(this TBuilder endpoints, Scopes scopes)
        where TBuilder : IEndpointConventionBuilder => endpoints.WithMetadata(new DemandedScopes(scopes));
}
