using System.Text;

namespace AiDevFramework.FakeOpenRouter.Wire;

internal static class Respond
{
    /// <summary>An error in OpenRouter's plain form.</summary>
    public static Task ErrorAsync(HttpContext context, int status, string message) =>
        JsonAsync(context, status, $$$"""{"error":{"code":{{{status}}},"message":{{{JsonText.Quote(message)}}}}}""");

    public static async Task JsonAsync(HttpContext context, int status, string json)
    {
        var body = Encoding.UTF8.GetBytes(json);
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = body.Length;
        await context.Response.Body.WriteAsync(body, context.RequestAborted);
    }
}
