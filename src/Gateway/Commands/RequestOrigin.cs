using AiDevFramework.Gateway.Identity;
using AiDevFramework.Grains.Abstractions.Projects;

namespace AiDevFramework.Gateway.Commands;

/// <summary>What a request tells of who sends a command.</summary>
internal static class RequestOrigin
{
    /// <summary>Sends it along with whatever a request that changes something asks of the cluster. Comes after authorization.</summary>
    public static WebApplication UseCommandOrigins(this WebApplication app)
    {
        app.Use(static async (context, next) =>
        {
            if (!HttpMethods.IsGet(context.Request.Method) && !HttpMethods.IsHead(context.Request.Method) && CallerOf.Request(context) is { } caller)
            {
                new CommandOrigin(NameOf(caller), caller.KeyId, context.Connection.RemoteIpAddress?.ToString(), context.TraceIdentifier).Attach();
            }

            await next(context);
        });
        return app;
    }

    /// <returns>Whose the keys of commands are, and who did it. Never a name that somebody gave himself.</returns>
    public static string NameOf(Caller caller) => caller.UserId?.ToString() ?? CommandOrigin.Operator;
}
