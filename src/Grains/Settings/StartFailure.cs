using System.Data.Common;
using System.Net.Sockets;
using AiDevFramework.Grains.Storage;
using Microsoft.Extensions.Options;

namespace AiDevFramework.Grains.Settings;

/// <summary>Start failures that the person at the keyboard can mend: told in plain lines, without a stack trace.</summary>
public static class StartFailure
{
    /// <returns><see langword="false"/> where nothing was printed because the failure is none of the known ones.</returns>
    public static bool Explain(Exception exception, TextWriter errors)
    {
        if (Lines(exception) is not { Count: > 0 } lines)
        {
            return false;
        }

        errors.WriteLine(lines.Count == 1 ? "Cannot start:" : $"Cannot start, {lines.Count} things are wrong:");
        foreach (var line in lines)
        {
            errors.WriteLine($"  - {line}");
        }

        errors.WriteLine("Settings come from the environment and from the file .env; .env.example lists all of them.");
        return true;
    }

    private static IReadOnlyList<string> Lines(Exception exception) => exception switch
    {
        OptionsValidationException invalid => [.. invalid.Failures.Distinct()],
        AggregateException several when several.InnerExceptions.All(inner => inner is OptionsValidationException) =>
            [.. several.InnerExceptions.SelectMany(Lines).Distinct()],
        DatabaseStartException database => [database.Message],
        DbException lost => [$"The database went away during the start: {lost.Message}"],
        IOException when AddressInUse(exception) => [exception.Message],
        _ => [],
    };

    private static bool AddressInUse(Exception? exception) =>
        exception is SocketException { SocketErrorCode: SocketError.AddressAlreadyInUse }
        || (exception?.InnerException is { } inner && AddressInUse(inner));
}
