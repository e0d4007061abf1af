using AiDevFramework.Gateway.Api;

namespace AiDevFramework.Gateway.OpenApi;

/// <summary>A JSON document that describes the API, to be kept by clients and asked for again before it is used.</summary>
/// <param name="compress">Takes long, and is only worth it where the file is sent often.</param>
internal sealed class DescriptionFile(byte[] json, bool compress)
{
    private readonly CodedFile _file = new(json, "application/json; charset=utf-8", compress);

    public Task SendAsync(HttpContext context) => _file.SendAsync(context, "no-cache");
}
