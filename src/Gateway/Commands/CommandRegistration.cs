namespace AiDevFramework.Gateway.Commands;

internal static class CommandRegistration
{
    public static IHostApplicationBuilder AddCommands(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<RunningCommands>();
        return builder;
    }

    /// <summary>Takes an <c>Idempotency-Key</c>: two requests with the same one are one command. Comes after what reads the body.</summary>
    /// <param name="makes">Whether the endpoint makes something, which has the key's id then.</param>
    public static RouteHandlerBuilder TakeIdempotencyKey(this RouteHandlerBuilder endpoint, bool makes = false)
    {
        var command = new IdempotentCommand(makes);
        return endpoint.WithMetadata(command).AddEndpointFilter(command.ReadKeyAsync);
    }
}
