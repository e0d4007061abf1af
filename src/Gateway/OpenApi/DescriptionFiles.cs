using System.Collections.Concurrent;
using AiDevFramework.Gateway.Addresses;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace AiDevFramework.Gateway.OpenApi;

/// <summary>The API description, made once for each address that it is served from: there is one but behind trusted proxies.</summary>
internal sealed class DescriptionFiles(
    [FromKeyedServices(DescriptionFiles.DocumentName)] IOpenApiDocumentProvider provider, PublicAddress address) : IDisposable
{
    public const string DocumentName = "v1";

    public const OpenApiSpecVersion Version = OpenApiSpecVersion.OpenApi3_1;

    /// <summary>Prefixes come from trusted proxies; a proxy that makes them up must not fill the memory.</summary>
    private const int MaxKept = 16;

    private readonly ConcurrentDictionary<string, DescriptionFile> _files = new();
    private readonly SemaphoreSlim _making = new(1, 1);
    private OpenApiDocument? _document;

    public async ValueTask<DescriptionFile> GetAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var server = address.ServerOf(request);
        if (_files.TryGetValue(server, out var known))
        {
            return known;
        }

        await _making.WaitAsync(cancellationToken);
        try
        {
            if (_files.TryGetValue(server, out known))
            {
                return known;
            }

            var isKept = _files.Count < MaxKept;
            var made = await MakeAsync(server, compress: isKept);
            if (isKept)
            {
                _files[server] = made;
            }

            return made;
        }
        finally
        {
            _making.Release();
        }
    }

    public void Dispose() => _making.Dispose();

    /// <summary>One at a time: the document is changed. Not called off with the request that waits, as others wait too.</summary>
    private async Task<DescriptionFile> MakeAsync(string server, bool compress)
    {
        _document ??= await provider.GetOpenApiDocumentAsync(CancellationToken.None);
        _document.Servers = [new OpenApiServer { Url = server, Description = "This service" }];
        using var json = new MemoryStream();
        await _document.SerializeAsJsonAsync(json, Version, CancellationToken.None);
        return new DescriptionFile(json.ToArray(), compress);
    }
}
