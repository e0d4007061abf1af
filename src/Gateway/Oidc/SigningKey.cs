using System.Security.Cryptography;

namespace AiDevFramework.Gateway.Oidc;

/// <summary>A public key of an issuer, and the check of a signature by it.</summary>
/// <param name="Id">As tokens name it; <see langword="null"/>: they do not.</param>
/// <param name="Algorithm">The only one that it is for; <see langword="null"/>: any that fits its kind.</param>
internal abstract record SigningKey(string? Id, string? Algorithm)
{
    private const string RsaPkcs1 = "RS256";
    private const string RsaPss = "PS256";
    private const string EllipticCurve = "ES256";

    /// <summary>Those that tokens may be signed with: nothing but public keys, so that no key of ours or theirs can be mistaken for a secret.</summary>
    public static readonly IReadOnlyList<string> Algorithms = [RsaPkcs1, RsaPss, EllipticCurve];

    /// <summary>Whether the key can be the one of a token with that algorithm.</summary>
    public bool Fits(string algorithm) => (Algorithm is null || Algorithm == algorithm) && IsKindOf(algorithm);

    /// <param name="algorithm">One that <see cref="Fits"/>.</param>
    public abstract bool Verifies(string algorithm, byte[] signed, byte[] signature);

    protected abstract bool IsKindOf(string algorithm);

    /// <summary>Each check has an object of its own: those of the framework are not for several threads at once.</summary>
    public sealed record OfRsa(string? Id, string? Algorithm, RSAParameters Key) : SigningKey(Id, Algorithm)
    {
        public override bool Verifies(string algorithm, byte[] signed, byte[] signature)
        {
            using var rsa = RSA.Create(Key);
            return rsa.VerifyData(
                signed, signature, HashAlgorithmName.SHA256, algorithm == RsaPss ? RSASignaturePadding.Pss : RSASignaturePadding.Pkcs1);
        }

        protected override bool IsKindOf(string algorithm) => algorithm is RsaPkcs1 or RsaPss;
    }

    /// <summary>On P-256, the curve that ES256 is of.</summary>
    public sealed record OfCurve(string? Id, string? Algorithm, ECParameters Key) : SigningKey(Id, Algorithm)
    {
        public override bool Verifies(string algorithm, byte[] signed, byte[] signature)
        {
            using var curve = ECDsa.Create(Key);
            return curve.VerifyData(signed, signature, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        }

        protected override bool IsKindOf(string algorithm) => algorithm == EllipticCurve;
    }
}
