using System.Security.Cryptography;
using System.Text;
using AiDevFramework.Gateway.Settings;
using Microsoft.Extensions.Options;

namespace AiDevFramework.Gateway.Security;

/// <summary>The secret that opens the API. Development without one makes its own and keeps it in the data folder.</summary>
internal sealed class AdminToken
{
    public const string FileName = "admin-token";

    private readonly byte[] _digest;

    public AdminToken(IOptions<GatewayOptions> options, IHostEnvironment environment)
    {
        var value = options.Value.AdminToken;
        if (value.Length == 0 && environment.IsDevelopment())
        {
            var path = Path.Combine(Path.GetFullPath(options.Value.DataDir), FileName);
            value = Keep(path);
            Announcement = $"{value} (made for Development, kept in {path})";
        }

        Value = value.Length > 0 ? value : throw new InvalidOperationException("ADMIN_TOKEN is not set.");
        _digest = Digest(Value);
    }

    public string Value { get; }

    /// <summary>For the start banner: the token that was made here, <see langword="null"/> for one that the operator set.</summary>
    public string? Announcement { get; }

    /// <summary>Takes the same time for every wrong token, whatever its length.</summary>
    public bool Matches(string candidate) => CryptographicOperations.FixedTimeEquals(Digest(candidate), _digest);

    private static byte[] Digest(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));

    private static string Keep(string path)
    {
        if (Read(path) is { } kept)
        {
            return kept;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var draft = $"{path}.{Guid.NewGuid():n}";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        var made = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        using (var writer = new StreamWriter(draft, options))
        {
            writer.WriteLine(made);
        }

        try
        {
            File.Move(draft, path, overwrite: File.Exists(path) && Read(path) is null); // whole or not at all
            return made;
        }
        catch (IOException) when (Read(path) is not null)
        {
            File.Delete(draft); // another process was first
            return Read(path)!;
        }
    }

    /// <returns><see langword="null"/> where there is no file or no token of ours in it.</returns>
    private static string? Read(string path) =>
        File.Exists(path) && File.ReadAllText(path).Trim() is { Length: >= AdminTokenPolicy.MinLength } token
            && token.All(char.IsAsciiLetterOrDigit)
            ? token
            : null;
}
