namespace AiDevFramework.Gateway.Requests;

internal static class ArgumentChecks
{
    /// <summary>
    /// Calls a handler only where each of its <see cref="ICheckedArgument"/>s is good. They are asked in the order of the handler's
    /// parameters, and the first refusal is the answer.
    /// </summary>
    public static TBuilder CheckArguments<TBuilder>(this TBuilder endpoints)
        where TBuilder : IEndpointConventionBuilder =>
        endpoints.AddEndpointFilter(static async (context, next) =>
        {
            foreach (var argument in context.Arguments.OfType<ICheckedArgument>())
            {
                if (await argument.CheckAsync(context.HttpContext) is { } refusal)
                {
                    return refusal;
                }
            }

            return await next(context);
        });
}
