using System.Text;

namespace AiDevFramework.Gateway.Pages.Frame;

/// <summary>An answer to be kept as a file. A browser that opens it all the same runs nothing of it, and takes it for what it is called.</summary>
/// <param name="name">Letters, digits, dashes and points.</param>
internal sealed class PageFile(string name, string type, string text) : IResult
{
    private const string Policy = "default-src 'none'; style-src 'unsafe-inline'; sandbox";

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var (response, bytes) = (httpContext.Response, Encoding.UTF8.GetBytes(text));
        PageHeaders.SetForData(response);
        response.Headers.ContentSecurityPolicy = Policy;
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.ContentDisposition = $"attachment; filename=\"{name}\"";
        response.ContentType = type;
        response.ContentLength = bytes.Length;
        await response.Body.WriteAsync(bytes, httpContext.RequestAborted);
    }
}
