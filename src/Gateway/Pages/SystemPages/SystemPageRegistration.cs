namespace AiDevFramework.Gateway.Pages.SystemPages;

internal static class SystemPageRegistration
{
    public static IHostApplicationBuilder AddSystemPage(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<SystemFacts>();
        return builder;
    }
}
