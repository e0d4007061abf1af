using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace AiDevFramework.Gateway.Tests.Oidc;

/// <summary>A key pair of an issuer, made here, with its name.</summary>
internal sealed record TestKey(string? Id, AsymmetricAlgorithm Pair)
{
    private static readonly RSA _rsa = RSA.Create(2048);
    private static readonly RSA _otherRsa = RSA.Create(2048);
    private static readonly ECDsa _curve = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public static readonly TestKey Rsa = new("rsa-1", _rsa);
    public static readonly TestKey OtherRsa = new("rsa-2", _otherRsa);
    public static readonly TestKey Curve = new("ec-1", _curve);

    /// <summary>The public half, as an issuer publishes it.</summary>
    public JsonObject ToJwk(params (string Name, JsonNode Value)[] more)
    {
        var key = Pair switch
        {
            RSA rsa => OfRsa(rsa.ExportParameters(includePrivateParameters: false)),
            ECDsa curve => OfCurve(curve.ExportParameters(includePrivateParameters: false), curve.KeySize),
            _ => throw new NotSupportedException(),
        };
        if (Id is not null)
        {
            key["kid"] = Id;
        }

        foreach (var (name, value) in more)
        {
            key[name] = value;
        }

        return key;
    }

    public byte[] Sign(string algorithm, byte[] signed) => (Pair, algorithm) switch
    {
        (RSA rsa, "PS256") => rsa.SignData(signed, HashAlgorithmName.SHA256, RSASignaturePadding.Pss),
        (RSA rsa, "RS512") => rsa.SignData(signed, HashAlgorithmName.SHA512, RSASignaturePadding.Pkcs1),
        (RSA rsa, _) => rsa.SignData(signed, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1),
        (ECDsa curve, _) => curve.SignData(signed, HashAlgorithmName.SHA256),
        _ => throw new NotSupportedException(),
    };

    public static string SetOf(params JsonObject[] keys) =>
        new JsonObject { ["keys"] = new JsonArray([.. keys.Select(key => key.DeepClone())]) }.ToJsonString();

    public static string Encode(byte[] bytes) => Base64Url.EncodeToString(bytes);

    public static string Encode(string text) => Encode(Encoding.UTF8.GetBytes(text));

    private static JsonObject OfRsa(RSAParameters key) =>
        new() { ["kty"] = "RSA", ["n"] = Encode(key.Modulus!), ["e"] = Encode(key.Exponent!), ["use"] = "sig" };

    private static JsonObject OfCurve(ECParameters key, int bits) =>
        new() { ["kty"] = "EC", ["crv"] = $"P-{bits}", ["x"] = Encode(key.Q.X!), ["y"] = Encode(key.Q.Y!), ["use"] = "sig" };
}
