namespace AiDevFramework.Grains.Abstractions.Projects;

/// <summary>The <c>Idempotency-Key</c> of a command: two tries with the same one are one command.</summary>
/// <param name="Id">A hash of caller, route and key: a key is a text of the client's, which nobody stores.</param>
/// <param name="BodySha256">Lower-case hexadecimal, of the bytes as they were sent; an empty body has a hash too.</param>
public sealed record CommandKey(Guid Id, string BodySha256)
{
    private static readonly Guid Space = new("0b6f6d0e-5a2c-4c51-9a5e-6d1f2f0c7f13"); // chosen once

    /// <summary>The project that a create with this key makes. It is also the key's own id.</summary>
    public static Guid ProjectOf(string caller, string key) => NameUuid.Of(NameUuid.Of(Space, caller), key);

    /// <param name="route">What is asked for, with what it is asked of. Keys hold no line ends, so that no create has this id.</param>
    public static Guid IdOf(string caller, string route, string key) => NameUuid.Of(NameUuid.Of(Space, caller), $"{route}\n{key}");
}
