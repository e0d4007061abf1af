using System.Net.Mime;
using AiDevFramework.Gateway.Security;

namespace AiDevFramework.Gateway.Pages.Frame;

/// <summary>
/// Compresses HTML on its way: a plan of forty features is a sixth of its size then. Answers of the API and streams stay as they are. That
/// attackers can measure what compression makes of their words beside a secret (BREACH) needs requests with a cookie from other sites, which ours is
/// never sent with, and a secret, which no page shows twice.
/// </summary>
internal static class PageCompression
{
    public static IHostApplicationBuilder AddPageCompression(this IHostApplicationBuilder builder)
    {
        builder.Services.AddResponseCompression(options =>
        {
            options.EnableForHttps = true;
            options.MimeTypes = [MediaTypeNames.Text.Html];
        });
        return builder;
    }

    /// <summary>To be used after routing: other endpoints never meet it.</summary>
    public static WebApplication UsePageCompression(this WebApplication app)
    {
        app.UseWhen(
            context => context.GetEndpoint()?.Metadata.GetMetadata<SessionSignIn>() is { IsPage: true },
            pages => pages.UseResponseCompression());
        return app;
    }
}
