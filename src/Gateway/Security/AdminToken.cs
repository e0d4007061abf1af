using System.Security.Cryptography;
using System.Text;
using AiDevFramework.Gateway.Settings;
using AiDevFramework.Settings;
using Microsoft.Extensions.Options;

namespace AiDevFramework.Gateway.Security;

/// <summary>The secret that opens the API. Development without one makes its own and keeps it in the data folder.</summary>
internal sealed class AdminToken
{
    public const string FileName = "admin-token";

    private readonly AdminTokenSource _source;
    private volatile Secret _current;

    public AdminToken(IOptions<GatewayOptions> options, IHostEnvironment environment)
    {
        var value = options.Value.AdminToken;
        _source = AdminTokenSource.Of(options.Value);
        if (_source.Path is { } file)
        {
            value = _source.Read() ?? "";
            Announcement = (_source.InDotEnv, options.Value.AdminTokenHint) switch
            {
                (true, _) => null,
                (false, { Length: > 0 } hint) => $"shown by: {hint}",
                _ => $"kept in {file}",
            };
        }
        else if (value.Length == 0 && environment.IsDevelopment())
        {
            var path = Path.Combine(HomeFolder.FullPath(options.Value.DataDir), FileName);
            (value, var replaced) = LoadOrExplain(path);
            _source = new AdminTokenSource(path, InDotEnv: false);
            Announcement = replaced
                ? $"{value} (made for Development in place of what {path} held: that was no token of {AdminTokenPolicy.MinLength} letters and digits or more, and opens nothing)"
                : $"{value} (made for Development, kept in {path})";
        }

        _current = new Secret(value.Length > 0 ? value : throw new InvalidOperationException("ADMIN_TOKEN is not set."));
    }

    public string Value => _current.Value;

    /// <summary>Fires when <see cref="Value"/> as it is now is no longer the token.</summary>
    public CancellationToken Replaced => _current.Replaced.Token;

    /// <summary>For the start banner: the token that was made here, or how to see the one of a file; <see langword="null"/> for one
    /// that the operator set.</summary>
    public string? Announcement { get; }

    /// <summary>The file that the token is read from again and again; <see langword="null"/>: it is fixed for this process.</summary>
    public string? FilePath => _source.Path;

    /// <summary>Takes the same time for every wrong token, whatever its length.</summary>
    public bool Matches(string candidate) => CryptographicOperations.FixedTimeEquals(DigestOf(candidate), _current.Digest);

    /// <summary>Adopts the token that the file holds, where that has changed.</summary>
    /// <param name="minLength">A shorter token is not adopted.</param>
    public AdminTokenChange Renew(int minLength)
    {
        if (_source.Read() is not { } value || value == _current.Value)
        {
            return AdminTokenChange.None; // a file that cannot be read now changes nothing
        }

        if (value.Length < Math.Max(minLength, 1) || value.Any(letter => letter is <= ' ' or > '~'))
        {
            return AdminTokenChange.Refused;
        }

        var former = _current;
        _current = new Secret(value);
        former.Replaced.Cancel(); // never disposed: connections may still ask it
        return AdminTokenChange.Adopted;
    }

    private static byte[] DigestOf(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));

    /// <exception cref="StartException">The file can neither be read nor made; says what to do.</exception>
    private static (string Token, bool Replaced) LoadOrExplain(string path)
    {
        try
        {
            return LoadOrMake(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StartException(DiskProblem.Explain(exception, path, DataFolder.Remedy), exception);
        }
    }

    /// <summary>Reads the file, or makes token and file; of several processes at once, one makes it and all read the same.</summary>
    /// <returns>The token, and whether the file held something else that is no token.</returns>
    private static (string Token, bool Replaced) LoadOrMake(string path)
    {
        DataFolder.MakeFor(path);
        using var file = OpenAlone(path);
        using var reader = new StreamReader(file, leaveOpen: true);
        var kept = reader.ReadToEnd().Trim();
        if (kept.Length >= AdminTokenPolicy.MinLength && kept.All(char.IsAsciiLetterOrDigit))
        {
            return (kept, false);
        }

        var made = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        file.SetLength(0); // new, or cut off when its maker was killed
        file.Write(Encoding.ASCII.GetBytes(made + "\n"));
        return (made, kept.Length > 0);
    }

    /// <summary>Waits while another process has the file, which takes it an instant.</summary>
    private static FileStream OpenAlone(string path)
    {
        FileStream? opened = null;
        SpinWait.SpinUntil(
            () =>
            {
                try
                {
                    opened = DataFolder.OpenAlone(path);
                    return true;
                }
                catch (IOException exception) when (DataFolder.IsHeld(exception))
                {
                    return false;
                }
            },
            TimeSpan.FromSeconds(5));
        return opened ?? DataFolder.OpenAlone(path); // the second throws what is really wrong
    }

    private sealed class Secret(string value)
    {
        public string Value { get; } = value;

        public byte[] Digest { get; } = DigestOf(value);

        public CancellationTokenSource Replaced { get; } = new();
    }
}

internal enum AdminTokenChange
{
    None = 0,
    Adopted = 1,

    /// <summary>What the file holds is too short or no token at all; the former one stays.</summary>
    Refused = 2,
}
