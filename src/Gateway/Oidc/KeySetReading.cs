using System.Security.Cryptography;
using System.Text.Json;

namespace AiDevFramework.Gateway.Oidc;

/// <summary>Reads a JSON Web Key Set (RFC 7517). Keys that cannot be used here are passed over: secrets, other curves, keys for encryption, weak ones. Pure.</summary>
internal static class KeySetReading
{
    /// <summary>A token that names no key is tried with each of them.</summary>
    private const int MostKeys = 64;

    /// <summary>Bits. What is shorter can be broken (RFC 7518, 3.3); what is longer would take a token too long to check.</summary>
    private const int FewestBits = 2048;
    private const int MostBits = 8192;

    /// <summary>Bytes of a coordinate on P-256.</summary>
    private const int CoordinateBytes = 32;

    private const int MostExponentBytes = 4;

    private static readonly JsonDocumentOptions _depth = new() { MaxDepth = 16 };

    /// <exception cref="KeySourceException">It is no such set, or has no key that can be used.</exception>
    public static IReadOnlyList<SigningKey> Read(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, _depth);
            if (document.RootElement.ValueKind is not JsonValueKind.Object
                || !document.RootElement.TryGetProperty("keys", out var keys) || keys.ValueKind is not JsonValueKind.Array)
            {
                throw new KeySourceException("it is no JSON Web Key Set, an object with a list of keys.");
            }

            var usable = keys.EnumerateArray().Select(TryRead).OfType<SigningKey>().Take(MostKeys).ToList();
            return usable.Count > 0
                ? usable
                : throw new KeySourceException("it has no key to verify RS256, PS256 or ES256 with: RSA of 2048 to 8192 bits, or EC on P-256.");
        }
        catch (JsonException)
        {
            throw new KeySourceException("it is no JSON.");
        }
    }

    /// <returns><see langword="null"/> for a key that cannot be used here.</returns>
    private static SigningKey? TryRead(JsonElement key)
    {
        try
        {
            return key.ValueKind is JsonValueKind.Object && IsForSignatures(key)
                ? ClaimReading.Text(key, "kty") switch
                {
                    "RSA" => ReadRsa(key),
                    "EC" => ReadCurve(key),
                    _ => null,
                }
                : null;
        }
        catch (Exception exception) when (exception is FormatException or InvalidOperationException or CryptographicException)
        {
            return null;
        }
    }

    private static bool IsForSignatures(JsonElement key) =>
        ClaimReading.Text(key, "use") is null or "sig"
        && (ClaimReading.Texts(key, "key_ops") is not { } operations || operations.Contains("verify"));

    private static SigningKey.OfRsa? ReadRsa(JsonElement key)
    {
        var parameters = new RSAParameters { Modulus = Number(key, "n"), Exponent = Number(key, "e") };
        if (parameters.Modulus.Length * 8 is < FewestBits or > MostBits || parameters.Exponent.Length > MostExponentBytes
            || (parameters.Exponent[^1] & 1) == 0 || parameters.Exponent is [1])
        {
            return null;
        }

        using var rsa = RSA.Create(parameters); // throws where they are none
        return new SigningKey.OfRsa(ClaimReading.Text(key, "kid"), ClaimReading.Text(key, "alg"), parameters);
    }

    private static SigningKey.OfCurve? ReadCurve(JsonElement key)
    {
        if (ClaimReading.Text(key, "crv") != "P-256")
        {
            return null;
        }

        var point = new ECPoint { X = Bytes(key, "x"), Y = Bytes(key, "y") };
        if (point.X.Length != CoordinateBytes || point.Y.Length != CoordinateBytes)
        {
            return null;
        }

        var parameters = new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = point };
        using var curve = ECDsa.Create(parameters); // throws where the point is not on the curve
        return new SigningKey.OfCurve(ClaimReading.Text(key, "kid"), ClaimReading.Text(key, "alg"), parameters);
    }

    /// <returns>At least one byte, and no zeros in front, which some issuers write.</returns>
    private static byte[] Number(JsonElement key, string name) =>
        Bytes(key, name).AsSpan().TrimStart((byte)0).ToArray() is { Length: > 0 } bytes ? bytes : throw new FormatException();

    private static byte[] Bytes(JsonElement key, string name) =>
        StrictJson.ReadBytes(ClaimReading.Text(key, name) ?? "") is { Length: > 0 } bytes ? bytes : throw new FormatException();
}
