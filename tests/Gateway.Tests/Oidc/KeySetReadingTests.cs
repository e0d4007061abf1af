using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using AiDevFramework.Gateway.Oidc;
using AiDevFramework.TestSupport;

namespace AiDevFramework.Gateway.Tests.Oidc;

/// <summary>Which keys of a set are used, and for which tokens.</summary>
public sealed class KeySetReadingTests
{
    private static readonly DateTimeOffset _now = new TestClock().GetUtcNow();

    [Fact]
    public void Read_OfAMixedSet_TakesTheKeysForSignaturesAlone()
    {
        using var small = RSA.Create(1024);
        using var otherCurve = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        var weak = new TestKey("weak", small).ToJwk();
        var offCurve = TestKey.Curve.ToJwk(("kid", "off"), ("y", TestKey.Encode(new byte[32])));
        var keys = KeySetReading.Read(Encoding.UTF8.GetBytes(new JsonObject
        {
            ["keys"] = new JsonArray(
                TestKey.Rsa.ToJwk(("use", "enc"), ("kid", "enc")),
                TestKey.Rsa.ToJwk(("key_ops", new JsonArray("encrypt")), ("kid", "ops")),
                new JsonObject { ["kty"] = "oct", ["k"] = TestKey.Encode(new byte[32]), ["kid"] = "secret" },
                new JsonObject { ["kty"] = "OKP", ["crv"] = "Ed25519", ["x"] = TestKey.Encode(new byte[32]) },
                weak,
                new TestKey("p384", otherCurve).ToJwk(),
                offCurve,
                TestKey.Curve.ToJwk(("x", TestKey.Encode(new byte[31])), ("kid", "short")),
                TestKey.Rsa.ToJwk(("e", TestKey.Encode([1])), ("kid", "one")),
                TestKey.Rsa.ToJwk(("e", TestKey.Encode([4])), ("kid", "even")),
                TestKey.Rsa.ToJwk(("n", "not base64!"), ("kid", "torn")),
                TestKey.Rsa.ToJwk(("n", 7), ("kid", "number")),
                TestKey.Rsa.ToJwk(("kid", 7)),
                new JsonObject(),
                JsonValue.Create("a key"),
                null,
                TestKey.Rsa.ToJwk(("key_ops", new JsonArray("verify"))),
                TestKey.Curve.ToJwk()),
        }.ToJsonString()));

        Assert.Equal(["rsa-1", "ec-1"], keys.Select(key => key.Id));
    }

    [Theory]
    [InlineData("")]
    [InlineData("<html>")]
    [InlineData("[]")]
    [InlineData("7")]
    [InlineData("{}")]
    [InlineData("""{"keys":{}}""")]
    [InlineData("""{"keys":[]}""")]
    [InlineData("""{"keys":[{"kty":"oct","k":"c2VjcmV0"}]}""")]
    public void Read_OfASetWithoutAKey_SaysWhy(string json)
    {
        var fault = Assert.Throws<KeySourceException>(() => KeySetReading.Read(Encoding.UTF8.GetBytes(json)));

        Assert.DoesNotContain("c2VjcmV0", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_OfADeepSet_SaysWhy() =>
        Assert.Throws<KeySourceException>(() => KeySetReading.Read(Encoding.UTF8.GetBytes(new string('[', 10_000) + new string(']', 10_000))));

    [Fact]
    public void Read_OfANumberWithZerosInFront_TakesTheKey()
    {
        var jwk = TestKey.Rsa.ToJwk();
        jwk["n"] = TestKey.Encode([0, .. ((RSA)TestKey.Rsa.Pair).ExportParameters(false).Modulus!]);

        Assert.Equal(KeyMatch.Good, SetOf(jwk).Verify(TokenOf(TestKey.Rsa)));
    }

    [Fact]
    public void Verify_WithTwoKeysOfOneName_TriesBoth()
    {
        var set = SetOf(TestKey.OtherRsa.ToJwk(("kid", "rsa-1")), TestKey.Rsa.ToJwk());

        Assert.Equal(KeyMatch.Good, set.Verify(TokenOf(TestKey.Rsa)));
        Assert.Equal(KeyMatch.Forged, SetOf(TestKey.OtherRsa.ToJwk(("kid", "rsa-1"))).Verify(TokenOf(TestKey.Rsa)));
    }

    [Fact]
    public void Verify_WithKeysThatHaveNoName_TriesThem()
    {
        var nameless = (TestKey.OtherRsa with { Id = null }).ToJwk();
        var set = SetOf(nameless, (TestKey.Rsa with { Id = null }).ToJwk());

        Assert.Equal(KeyMatch.Good, set.Verify(TokenOf(TestKey.Rsa)));
        Assert.Equal(KeyMatch.Good, set.Verify(TokenOf(TestKey.Rsa with { Id = null })));
        Assert.Equal(KeyMatch.NoKey, SetOf(nameless).Verify(TokenOf(TestKey.Rsa)));
    }

    [Fact]
    public void Verify_OfATokenThatNamesNoKey_TriesAll()
    {
        var token = TokenOf(TestKey.Rsa with { Id = null });

        Assert.Equal(KeyMatch.Good, SetOf(TestKey.Curve.ToJwk(), TestKey.OtherRsa.ToJwk(), TestKey.Rsa.ToJwk()).Verify(token));
        Assert.Equal(KeyMatch.NoKey, SetOf(TestKey.Curve.ToJwk(), TestKey.OtherRsa.ToJwk()).Verify(token));
    }

    [Theory]
    [InlineData("RS256", "RS256", KeyMatch.Good)]
    [InlineData("PS256", "PS256", KeyMatch.Good)]
    [InlineData("RS256", "PS256", KeyMatch.Forged)]
    [InlineData("RSA-OAEP", "RS256", KeyMatch.Forged)]
    internal void Verify_WithAKeyForOneAlgorithm_TakesNoOther(string ofKey, string ofToken, KeyMatch match) =>
        Assert.Equal(match, SetOf(TestKey.Rsa.ToJwk(("alg", ofKey))).Verify(TokenOf(TestKey.Rsa, ofToken)));

    /// <summary>A key of one kind is never used for an algorithm of the other.</summary>
    [Fact]
    public void Verify_WithTheNameOfAKeyOfAnotherKind_IsForged() =>
        Assert.Equal(KeyMatch.Forged, SetOf(TestKey.Curve.ToJwk(("kid", "rsa-1"))).Verify(TokenOf(TestKey.Rsa)));

    private static KeySet SetOf(params JsonObject[] keys) => new(OidcParts.Issuer, KeySetReading.Read(Encoding.UTF8.GetBytes(TestKey.SetOf(keys))));

    private static OidcToken TokenOf(TestKey key, string algorithm = "RS256") =>
        OidcToken.Read(new TokenDraft(OidcParts.Issuer, _now).Sign(key, algorithm))!;
}
