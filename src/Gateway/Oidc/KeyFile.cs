using AiDevFramework.Settings;

namespace AiDevFramework.Gateway.Oidc;

/// <summary>Keys that the operator put into a file: nothing is fetched from anywhere.</summary>
internal sealed class KeyFile(OidcOptions options) : IKeySource
{
    private const int MostBytes = 1024 * 1024;

    public TimeSpan Interval => TimeSpan.FromSeconds(2);

    public TimeSpan Retry => Interval;

    public Task<KeySet> ReadAsync(CancellationToken cancellationToken) =>
        Task.FromResult(new KeySet(options.Authority, Read(HomeFolder.FullPath(options.JwksFile))));

    /// <exception cref="KeySourceException">The file cannot be read, or has no key that can be used.</exception>
    public static IReadOnlyList<SigningKey> Read(string path)
    {
        try
        {
            return new FileInfo(path).Length <= MostBytes
                ? KeySetReading.Read(File.ReadAllBytes(path))
                : throw new KeySourceException("it is larger than a megabyte.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new KeySourceException("the file cannot be read.");
        }
    }
}
