using System.Text;

namespace AiDevFramework.Grains.Abstractions.Projects;

/// <summary>
/// Who sends a command and from where. It travels beside the call as text, which the release before passes over.
/// </summary>
/// <param name="Caller">The user's id, or <see cref="Operator"/>.</param>
/// <param name="KeyId">The API key that he showed; <see langword="null"/>: another token.</param>
/// <param name="Address">IP address; <see langword="null"/> where none is known.</param>
/// <param name="RequestId">As the answer's <c>X-Request-Id</c> says it.</param>
public sealed record CommandOrigin(string Caller, string? KeyId, string? Address, string? RequestId, CommandKey? Key = null)
{
    /// <summary>The caller with the admin token.</summary>
    public const string Operator = "admin";

    private const string Name = "aidev.origin";

    /// <summary>Sends it along with the calls of this method from here on.</summary>
    public void Attach() => RequestContext.Set(Name, StoreJson.Write(this));

    /// <summary>Adds a key to what is sent along from here on.</summary>
    public static void AttachKey(CommandKey key) => ((Read() ?? new CommandOrigin(Operator, null, null, null)) with { Key = key }).Attach();

    /// <summary>What came with the call that is being answered. Calls that this one makes do not carry it on.</summary>
    /// <returns><see langword="null"/> where nothing came: no person sent it.</returns>
    public static CommandOrigin? Take()
    {
        var sent = Read();
        RequestContext.Remove(Name);
        return sent;
    }

    private static CommandOrigin? Read() =>
        RequestContext.Get(Name) is string sent ? StoreJson.Read<CommandOrigin>(Encoding.UTF8.GetBytes(sent)) : null;
}
