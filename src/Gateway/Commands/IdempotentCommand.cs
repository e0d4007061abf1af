using System.Security.Cryptography;
using AiDevFramework.Gateway.Api;
using AiDevFramework.Gateway.Identity;
using AiDevFramework.Gateway.Requests;
using AiDevFramework.Grains.Abstractions.Projects;

namespace AiDevFramework.Gateway.Commands;

/// <summary>Metadata of an endpoint that takes an <c>Idempotency-Key</c>, and what reads it.</summary>
/// <param name="Makes">Whether it makes something, which has the key's id then.</param>
internal sealed record IdempotentCommand(bool Makes)
{
    public const string Header = Problems.IdempotencyKey;

    private const int MaxLength = 255;

    /// <summary>Sends the key along with the command, and sets it as the feature <see cref="CommandKey"/>.</summary>
    public async ValueTask<object?> ReadKeyAsync(EndpointFilterInvocationContext invocation, EndpointFilterDelegate next)
    {
        var context = invocation.HttpContext;
        if (!context.Request.Headers.TryGetValue(Header, out var given))
        {
            return await next(invocation);
        }

        if (given is not [{ } text] || !IsKey(text))
        {
            return Problems.InvalidIdempotencyKey();
        }

        var key = new CommandKey(IdOf(context, text), Convert.ToHexStringLower(SHA256.HashData(context.Features.Get<SentBody>()?.Bytes ?? [])));
        using var running = context.RequestServices.GetRequiredService<RunningCommands>().TryBegin(key.Id);
        if (running is null)
        {
            return Problems.CommandStillRuns(context);
        }

        context.Features.Set(key);
        CommandOrigin.AttachKey(key);
        return await next(invocation);
    }

    private static bool IsKey(string text) => text.Length is > 0 and <= MaxLength && text.All(letter => letter is >= ' ' and <= '~');

    private Guid IdOf(HttpContext context, string key)
    {
        var caller = RequestOrigin.NameOf(context.Caller());
        if (Makes)
        {
            return CommandKey.ProjectOf(caller, key);
        }

        var name = context.GetEndpoint()?.Metadata.GetMetadata<IEndpointNameMetadata>()?.EndpointName;
        return CommandKey.IdOf(
            caller, Uuid.TryParse(context.Request.RouteValues["project_id"] as string, out var project) ? $"{name} {project}" : $"{name}", key);
    }
}
