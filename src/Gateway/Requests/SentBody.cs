namespace AiDevFramework.Gateway.Requests;

/// <summary>The body of a request, byte for byte, once it was read.</summary>
internal sealed record SentBody(byte[] Bytes);
