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

    /// <summary>Reads the file, or makes token and file; of several processes at once, one makes it and all read the same.</summary>
    private static string Keep(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using var file = OpenAlone(path);
        using var reader = new StreamReader(file, leaveOpen: true);
        var kept = reader.ReadToEnd().Trim();
        if (kept.Length >= AdminTokenPolicy.MinLength && kept.All(char.IsAsciiLetterOrDigit))
        {
            return kept;
        }

        var made = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        file.SetLength(0); // new, or cut off when its maker was killed
        file.Write(Encoding.ASCII.GetBytes(made + "\n"));
        return made;
    }

    /// <summary>Waits while another process has the file, which takes it an instant.</summary>
    private static FileStream OpenAlone(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.None };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        FileStream? opened = null;
        SpinWait.SpinUntil(
            () =>
            {
                try
                {
                    opened = new FileStream(path, options);
                    return true;
                }
                catch (IOException)
                {
                    return false;
                }
            },
            TimeSpan.FromSeconds(5));
        return opened ?? new FileStream(path, options); // the second throws what is really wrong
    }
}
