using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using AiDevFramework.Settings;

namespace AiDevFramework.Hosting.Clustering.Tls;

/// <summary>Reads certificates and keys. What is wrong is told by the setting that names the file, and never with a secret.</summary>
internal static class TlsFiles
{
    /// <returns>What is wrong and what to do about it; <see langword="null"/> where the files are good.</returns>
    public static string? TryLoad(ClusterTlsOptions options, DateTimeOffset now, out TlsCredentials? credentials)
    {
        credentials = null;
        try
        {
            var (own, intermediates) = LoadOwn(options);
            var loaded = new TlsCredentials(own, intermediates, LoadAuthorities(options.Authorities!), now);
            if (RefusalOfOwn(loaded, options.Names, now) is { } refusal)
            {
                return $"Other silos and gateways would refuse the certificate in ORLEANS_TLS_CERTIFICATE: {refusal}";
            }

            credentials = loaded;
            return null;
        }
        catch (TlsFileException exception)
        {
            return exception.Message;
        }
        catch (CryptographicException exception)
        {
            return $"The files of ORLEANS_TLS_* hold what cannot be used: {exception.Message}";
        }
    }

    /// <returns>The settings whose files hold a secret that every user of the machine may read.</returns>
    public static IEnumerable<string> FindOpenToAll(ClusterTlsOptions options)
    {
        (string Setting, string? File)[] secrets =
        [
            options.Key is { Length: > 0 } key ? ("ORLEANS_TLS_KEY", key) : ("ORLEANS_TLS_CERTIFICATE", options.Certificate),
            ("ORLEANS_TLS_PASSWORD_FILE", options.PasswordFile),
        ];
        return from secret in secrets where secret.File is { Length: > 0 } file && IsOpenToAll(PathOf(file)) select secret.Setting;
    }

    /// <returns>The full path. A relative one begins where those of all settings do.</returns>
    public static string PathOf(string file) => HomeFolder.FullPath(file);

    private static bool IsOpenToAll(string path) =>
        !OperatingSystem.IsWindows() && File.Exists(path) && File.GetUnixFileMode(path).HasFlag(UnixFileMode.OtherRead);

    /// <summary>The peers judge by the same rules; a process is both the server of some connections and the client of others.</summary>
    private static string? RefusalOfOwn(TlsCredentials loaded, IReadOnlyList<string> names, DateTimeOffset now) =>
        PeerRules.FindRefusal(loaded.Own, loaded.Intermediates, loaded.Authorities, names, PeerRules.ServerPurpose, now)
        ?? PeerRules.FindRefusal(loaded.Own, loaded.Intermediates, loaded.Authorities, names, PeerRules.ClientPurpose, now);

    /// <returns>The process's own certificate with its key, and those that stand beside it: the intermediate ones that lead to it.</returns>
    private static (X509Certificate2 Own, X509Certificate2Collection Intermediates) LoadOwn(ClusterTlsOptions options)
    {
        var content = Read("ORLEANS_TLS_CERTIFICATE", options.Certificate!);
        var password = options.PasswordFile is { Length: > 0 } file ? ReadText("ORLEANS_TLS_PASSWORD_FILE", file).TrimEnd('\r', '\n') : null;
        return TextOf(content) is { } pem ? LoadPem(pem, password, options) : LoadPkcs12(content, password, options);
    }

    private static (X509Certificate2 Own, X509Certificate2Collection Intermediates) LoadPem(string pem, string? password, ClusterTlsOptions options)
    {
        var (keyName, keyFile) = options.Key is { Length: > 0 } given ? ("ORLEANS_TLS_KEY", given) : ("ORLEANS_TLS_CERTIFICATE", options.Certificate!);
        var key = options.Key is { Length: > 0 } ? ReadText(keyName, keyFile) : pem;
        if (!key.Contains("PRIVATE KEY-----", StringComparison.Ordinal))
        {
            throw new TlsFileException($"{keyName}: {keyFile} holds no private key. Set ORLEANS_TLS_KEY to the file that does, in PEM.");
        }

        var isEncrypted = key.Contains("BEGIN ENCRYPTED PRIVATE KEY-----", StringComparison.Ordinal);
        if (isEncrypted && password is null)
        {
            throw new TlsFileException($"{keyName}: the key in {keyFile} is encrypted. Set ORLEANS_TLS_PASSWORD_FILE to a file with its password.");
        }

        try
        {
            using var loaded = isEncrypted ? X509Certificate2.CreateFromEncryptedPem(pem, key, password) : X509Certificate2.CreateFromPem(pem, key);
            var own = X509CertificateLoader.LoadPkcs12(loaded.Export(X509ContentType.Pkcs12), password: null); // Windows takes no other keys for TLS
            var all = new X509Certificate2Collection();
            all.ImportFromPem(pem);
            return (own, OthersOf(all, own));
        }
        catch (Exception exception) when (exception is CryptographicException or ArgumentException)
        {
            var advice = isEncrypted
                ? "The key must be the certificate's own, and the password in ORLEANS_TLS_PASSWORD_FILE must be the one that opens it."
                : "The key must be the certificate's own; one with the line Proc-Type is turned into a newer form by: openssl pkcs8 -topk8 -in old.key -out new.key";
            throw new TlsFileException(
                $"The certificate in ORLEANS_TLS_CERTIFICATE ({options.Certificate}) and the key in {keyFile} cannot be used together: {exception.Message} {advice}");
        }
    }

    private static (X509Certificate2 Own, X509Certificate2Collection Intermediates) LoadPkcs12(byte[] content, string? password, ClusterTlsOptions options)
    {
        try
        {
            var all = X509CertificateLoader.LoadPkcs12Collection(content, password);
            return all.FirstOrDefault(certificate => certificate.HasPrivateKey) is { } own
                ? (own, OthersOf(all, own))
                : throw new TlsFileException($"ORLEANS_TLS_CERTIFICATE: {options.Certificate} holds no private key.");
        }
        catch (CryptographicException exception)
        {
            throw new TlsFileException(
                $"ORLEANS_TLS_CERTIFICATE: {options.Certificate} is neither PEM nor a PKCS#12 file that "
                + $"{(password is null ? "opens without a password (ORLEANS_TLS_PASSWORD_FILE)" : "the password in ORLEANS_TLS_PASSWORD_FILE opens")}: {exception.Message}");
        }
    }

    private static X509Certificate2Collection OthersOf(X509Certificate2Collection all, X509Certificate2 own) =>
        [.. all.Where(certificate => !certificate.RawDataMemory.Span.SequenceEqual(own.RawDataMemory.Span))];

    private static X509Certificate2Collection LoadAuthorities(string file)
    {
        var found = new X509Certificate2Collection();
        var content = Read("ORLEANS_TLS_CA", file);
        try
        {
            if (TextOf(content) is { } pem)
            {
                found.ImportFromPem(pem);
            }
            else
            {
                found.Add(X509CertificateLoader.LoadCertificate(content));
            }
        }
        catch (CryptographicException exception)
        {
            throw new TlsFileException($"ORLEANS_TLS_CA: {file} holds what is no certificate: {exception.Message}");
        }

        return found.Count > 0 ? found : throw new TlsFileException($"ORLEANS_TLS_CA: {file} holds no certificate.");
    }

    /// <returns><see langword="null"/> for what is no PEM.</returns>
    private static string? TextOf(byte[] content) =>
        Decode(content) is var text && text.Contains("-----BEGIN ", StringComparison.Ordinal) ? text : null;

    private static string ReadText(string setting, string file) => Decode(Read(setting, file));

    /// <summary>Editors and shells of Windows mark the encoding at the beginning; without a mark it is UTF-8.</summary>
    private static string Decode(byte[] content)
    {
        using var reader = new StreamReader(new MemoryStream(content));
        return reader.ReadToEnd();
    }

    private static byte[] Read(string setting, string file)
    {
        try
        {
            return File.ReadAllBytes(PathOf(file));
        }
        catch (Exception exception) when (exception is UnauthorizedAccessException or IOException or ArgumentException)
        {
            throw new TlsFileException((Directory.Exists(PathOf(file)), File.Exists(PathOf(file))) switch
            {
                (true, _) => $"{setting}: {PathOf(file)} is a folder. Name the file.",
                (_, true) => $"{setting}: user {Environment.UserName} cannot read {PathOf(file)}. Give the file to that user, or let its group read it.",
                _ when MayBeSecret(setting, file) => $"{setting}: there is no file of that name. Set it to the path of a file, not to what is in the file.",
                _ => $"{setting}: there is no file {PathOf(file)} that user {Environment.UserName} can see.",
            });
        }
    }

    /// <summary>Whether a value that names no file may be a password, or the key itself. Base64 has neither dots nor a slash first.</summary>
    private static bool MayBeSecret(string setting, string value) =>
        setting == "ORLEANS_TLS_PASSWORD_FILE"
        || value.Any(char.IsControl)
        || value.Contains("-----", StringComparison.Ordinal)
        || !(value.Contains('.', StringComparison.Ordinal) || Path.IsPathRooted(value));

    private sealed class TlsFileException(string message) : Exception(message);
}
