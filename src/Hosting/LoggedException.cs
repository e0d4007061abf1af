using AiDevFramework.Grains.Abstractions;

namespace AiDevFramework.Hosting;

/// <summary>What a line of the log says of an exception.</summary>
internal static class LoggedException
{
    /// <returns>The whole of it with its stack; of a warning that the database is away, which passes, the reasons alone.</returns>
    public static string TextOf(LogLevel level, Exception exception)
    {
        if (level is not LogLevel.Warning || exception is not StoreUnavailableException)
        {
            return exception.ToString();
        }

        var reasons = new List<string>();
        for (var reason = exception; reason is not null; reason = reason.InnerException)
        {
            if (!reasons.Exists(said => said.Contains(reason.Message, StringComparison.Ordinal)))
            {
                reasons.Add(reason.Message);
            }
        }

        return $"({string.Join(": ", reasons)})";
    }
}
