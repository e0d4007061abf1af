namespace AiDevFramework.Gateway.Addresses;

internal static class AddressRegistration
{
    /// <summary>Who a request came from, which hosts are answered, and what given-out URLs begin with.</summary>
    public static IHostApplicationBuilder AddAddresses(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<TrustedProxies>();
        builder.Services.AddSingleton<PublicAddress>();
        return builder;
    }
}
