using System.ComponentModel.DataAnnotations;
using AiDevFramework.Settings;

namespace AiDevFramework.Hosting.Clustering.Tls;

/// <summary>
/// How silos and gateways of a cluster prove to each other who they are. Both sides show a certificate. One process alone has no peers
/// and reads none of this. A bad value, or a file that cannot be used, stops the process at start.
/// </summary>
public sealed class ClusterTlsOptions : IValidatableObject
{
    /// <summary>Off, required, or optional: with TLS where the other side speaks it, while processes are changed one by one. Default:
    /// required where a certificate is given, else off.</summary>
    [ConfigurationKeyName("ORLEANS_TLS_MODE")]
    public TlsMode? GivenMode { get; set; }

    /// <summary>File of this process's certificate: PEM, or PKCS#12 (<c>.pfx</c>, <c>.p12</c>) with its key. Intermediate ones may follow it.</summary>
    [ConfigurationKeyName("ORLEANS_TLS_CERTIFICATE")]
    public string? Certificate { get; set => field = value is null ? null : HomeFolder.Expand(value); }

    /// <summary>File of the certificate's private key, PEM. Default: it is in the file of the certificate.</summary>
    [ConfigurationKeyName("ORLEANS_TLS_KEY")]
    public string? Key { get; set => field = value is null ? null : HomeFolder.Expand(value); }

    /// <summary>File with the password of a PKCS#12 file or an encrypted PEM key, on a line of its own.</summary>
    [ConfigurationKeyName("ORLEANS_TLS_PASSWORD_FILE")]
    public string? PasswordFile { get; set => field = value is null ? null : HomeFolder.Expand(value); }

    /// <summary>File of the authorities whose certificates are believed, PEM: one or more, with intermediate ones where there are.</summary>
    [ConfigurationKeyName("ORLEANS_TLS_CA")]
    public string? Authorities { get; set => field = value is null ? null : HomeFolder.Expand(value); }

    /// <summary>DNS names. A peer's certificate has one of them among its subject alternative names; nothing else of it counts, not the
    /// host it comes from.</summary>
    [ConfigurationKeyName("ORLEANS_TLS_NAMES")]
    public IReadOnlyList<string> Names { get; set; } = [];

    public TlsMode Mode => GivenMode ?? (Certificate is { Length: > 0 } ? TlsMode.Required : TlsMode.Off);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
        ErrorsOf().Select(error => new ValidationResult(error));

    private List<string> ErrorsOf() => (Mode, Certificate) switch
    {
        (TlsMode.Off, null or "") when GivenMode is null && FirstOfTheRest() is { } name =>
            [$"{name} is set, but ORLEANS_TLS_CERTIFICATE is not: nothing would be encrypted. Set it, or ORLEANS_TLS_MODE=off."],
        (TlsMode.Off, _) => [],
        (_, null or "") => [$"ORLEANS_TLS_MODE is {Mode.ToString().ToLowerInvariant()}, which needs a certificate: set ORLEANS_TLS_CERTIFICATE to its file."],
        _ when MissingOfTheRest().ToList() is { Count: > 0 } missing => missing,
        _ => TlsFiles.TryLoad(this, TimeProvider.System.GetUtcNow(), out _) is { } problem ? [problem] : [],
    };

    private string? FirstOfTheRest() => this switch
    {
        { Key.Length: > 0 } => "ORLEANS_TLS_KEY",
        { PasswordFile.Length: > 0 } => "ORLEANS_TLS_PASSWORD_FILE",
        { Authorities.Length: > 0 } => "ORLEANS_TLS_CA",
        { Names.Count: > 0 } => "ORLEANS_TLS_NAMES",
        _ => null,
    };

    private IEnumerable<string> MissingOfTheRest()
    {
        if (Authorities is not { Length: > 0 })
        {
            yield return "ORLEANS_TLS_CERTIFICATE is set, but ORLEANS_TLS_CA is not: name the file of the authorities whose certificates are believed.";
        }

        if (Names.Count == 0)
        {
            yield return "ORLEANS_TLS_CERTIFICATE is set, but ORLEANS_TLS_NAMES is not: list the DNS names that the certificates of silos and gateways have.";
        }
    }
}
