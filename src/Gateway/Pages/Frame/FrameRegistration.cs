namespace AiDevFramework.Gateway.Pages.Frame;

internal static class FrameRegistration
{
    public static IHostApplicationBuilder AddPageFrame(this IHostApplicationBuilder builder)
    {
        builder.AddPageCompression();
        builder.Services.AddSingleton<PageAssets>();
        builder.Services.AddSingleton<PageViews>();
        builder.Services.AddSingleton<PageRenderer>();
        builder.Services.AddSingleton<IProblemDetailsWriter, PageProblemWriter>(); // the first that can write does
        return builder;
    }
}
