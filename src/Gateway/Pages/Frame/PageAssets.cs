using System.Collections.Frozen;
using System.Security.Cryptography;
using AiDevFramework.Gateway.Api;
using AiDevFramework.Web.Frame;

namespace AiDevFramework.Gateway.Pages.Frame;

/// <summary>
/// The scripts, styles and icons of the page, from inside its assembly. Their address has a hash of all of them, so that browsers keep them for
/// good, and a script finds those that it imports at the same version. A gateway of another version sends its own, to be used once.
/// </summary>
internal sealed class PageAssets
{
    private const string Folder = "wwwroot/";

    private static readonly Dictionary<string, string> _types = new(StringComparer.Ordinal)
    {
        [".css"] = "text/css; charset=utf-8",
        [".js"] = "text/javascript; charset=utf-8",
        [".svg"] = "image/svg+xml",
    };

    private readonly FrozenDictionary<string, CodedFile> _files;

    public PageAssets()
    {
        var assembly = typeof(PageView).Assembly;
        var names = assembly.GetManifestResourceNames().Where(name => name.StartsWith(Folder, StringComparison.Ordinal)).Order(StringComparer.Ordinal);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var files = new Dictionary<string, CodedFile>(StringComparer.Ordinal);
        foreach (var name in names)
        {
            using var stream = assembly.GetManifestResourceStream(name)!;
            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            hash.AppendData(bytes);
            files.Add(name[Folder.Length..], new CodedFile(bytes, _types[System.IO.Path.GetExtension(name)], compress: true));
        }

        _files = files.ToFrozenDictionary(StringComparer.Ordinal);
        Version = Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 8));
    }

    public string Version { get; }

    /// <summary>Where they are, without a slash at the end.</summary>
    public string Path => $"/assets/{Version}";

    public IEnumerable<string> Names => _files.Keys;

    public Task SendAsync(HttpContext context, string version, string name)
    {
        if (!_files.TryGetValue(name, out var file))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        }

        PageHeaders.Set(context.Response); // a script has a policy of its own
        return file.SendAsync(context, version == Version ? "public, max-age=31536000, immutable" : "no-cache");
    }
}
