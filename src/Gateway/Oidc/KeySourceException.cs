namespace AiDevFramework.Gateway.Oidc;

/// <summary>The keys of an issuer cannot be had. The message is for whoever runs the service, goes on after a colon, and has nothing of what was read.</summary>
internal sealed class KeySourceException(string message) : Exception(message);
