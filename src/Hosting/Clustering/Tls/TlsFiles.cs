using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

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
            var loaded = new TlsCredentials(LoadOwn(options), LoadAuthorities(options.Authorities!));
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
    }

    /// <returns>Whether every user of the machine may read the file.</returns>
    public static bool IsOpenToAll(string file) =>
        !OperatingSystem.IsWindows() && File.Exists(file) && File.GetUnixFileMode(file).HasFlag(UnixFileMode.OtherRead);

    /// <summary>The peers judge by the same rules; a process is both the server of some connections and the client of others.</summary>
    private static string? RefusalOfOwn(TlsCredentials loaded, IReadOnlyList<string> names, DateTimeOffset now) =>
        PeerRules.FindRefusal(loaded.Own, [], loaded.Authorities, names, PeerRules.ServerPurpose, now)
        ?? PeerRules.FindRefusal(loaded.Own, [], loaded.Authorities, names, PeerRules.ClientPurpose, now);

    private static X509Certificate2 LoadOwn(ClusterTlsOptions options)
    {
        var content = Read("ORLEANS_TLS_CERTIFICATE", options.Certificate!);
        var password = options.PasswordFile is { Length: > 0 } file ? ReadText("ORLEANS_TLS_PASSWORD_FILE", file).TrimEnd('\r', '\n') : null;
        return TextOf(content) is { } pem ? LoadPem(pem, password, options) : LoadPkcs12(content, password, options);
    }

    private static X509Certificate2 LoadPem(string pem, string? password, ClusterTlsOptions options)
    {
        var (keyName, keyFile) = options.Key is { Length: > 0 } own ? ("ORLEANS_TLS_KEY", own) : ("ORLEANS_TLS_CERTIFICATE", options.Certificate!);
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
            return X509CertificateLoader.LoadPkcs12(loaded.Export(X509ContentType.Pkcs12), password: null); // Windows takes no other keys for TLS
        }
        catch (Exception exception) when (exception is CryptographicException or ArgumentException)
        {
            throw new TlsFileException(
                $"The certificate in ORLEANS_TLS_CERTIFICATE ({options.Certificate}) and the key in {keyFile} cannot be used together: {exception.Message} "
                + "The key must be the certificate's own; one with the line Proc-Type is turned into a newer form by: openssl pkcs8 -topk8 -in old.key -out new.key");
        }
    }

    private static X509Certificate2 LoadPkcs12(byte[] content, string? password, ClusterTlsOptions options)
    {
        try
        {
            var certificate = X509CertificateLoader.LoadPkcs12(content, password);
            return certificate.HasPrivateKey
                ? certificate
                : throw new TlsFileException($"ORLEANS_TLS_CERTIFICATE: {options.Certificate} holds no private key.");
        }
        catch (CryptographicException exception)
        {
            throw new TlsFileException(
                $"ORLEANS_TLS_CERTIFICATE: {options.Certificate} is neither PEM nor a PKCS#12 file that "
                + $"{(password is null ? "opens without a password (ORLEANS_TLS_PASSWORD_FILE)" : "the password in ORLEANS_TLS_PASSWORD_FILE opens")}: {exception.Message}");
        }
    }

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
        content.AsSpan().IndexOf("-----BEGIN "u8) >= 0 ? Encoding.UTF8.GetString(content) : null;

    private static string ReadText(string setting, string file) => Encoding.UTF8.GetString(Read(setting, file));

    private static byte[] Read(string setting, string file)
    {
        try
        {
            return File.ReadAllBytes(file);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new TlsFileException($"{setting}: there is no file {Path.GetFullPath(file)}.");
        }
        catch (Exception exception) when (exception is UnauthorizedAccessException or IOException)
        {
            throw new TlsFileException(
                Directory.Exists(file)
                    ? $"{setting}: {file} is a folder. Name the file."
                    : $"{setting}: user {Environment.UserName} cannot read {file}. Give the file to that user, or let its group read it.");
        }
    }

    private sealed class TlsFileException(string message) : Exception(message);
}
