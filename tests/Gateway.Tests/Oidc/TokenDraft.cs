using System.Text;
using System.Text.Json.Nodes;

namespace AiDevFramework.Gateway.Tests.Oidc;

/// <summary>A good access token that a test spoils before it is signed.</summary>
internal sealed class TokenDraft
{
    public const string Audience = "https://plans.example.com";
    public const string Subject = "somebody";

    public TokenDraft(string issuer, DateTimeOffset now)
    {
        Claims = new JsonObject
        {
            ["iss"] = issuer,
            ["aud"] = Audience,
            ["sub"] = Subject,
            ["iat"] = now.ToUnixTimeSeconds(),
            ["exp"] = now.AddMinutes(5).ToUnixTimeSeconds(),
            ["scope"] = "openid plans:read plans:write",
            ["client_id"] = "an-application",
        };
    }

    public JsonObject Header { get; } = new() { ["typ"] = "at+jwt" };

    public JsonObject Claims { get; }

    public TokenDraft With(string claim, JsonNode? value)
    {
        Claims[claim] = value;
        return this;
    }

    public TokenDraft Without(string claim)
    {
        Claims.Remove(claim);
        return this;
    }

    public TokenDraft WithHeader(string name, JsonNode? value)
    {
        Header[name] = value;
        return this;
    }

    public string Sign(TestKey key, string algorithm = "RS256")
    {
        Header["alg"] ??= algorithm;
        if (key.Id is not null)
        {
            Header["kid"] ??= key.Id;
        }

        return Sign(key, algorithm, Header.ToJsonString(), Claims.ToJsonString());
    }

    /// <summary>Of parts that need not be JSON.</summary>
    public static string Sign(TestKey key, string algorithm, string header, string claims)
    {
        var signed = $"{TestKey.Encode(header)}.{TestKey.Encode(claims)}";
        return $"{signed}.{TestKey.Encode(key.Sign(algorithm, Encoding.ASCII.GetBytes(signed)))}";
    }
}
