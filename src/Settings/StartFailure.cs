using System.Data.Common;
using System.Net.Sockets;
using Microsoft.Extensions.Options;

namespace AiDevFramework.Settings;

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

        errors.WriteLine(
            $"Settings come from the environment and from {DotEnv.LoadedFrom ?? Path.Combine(HomeFolder.Path, DotEnv.FileName)}; .env.example lists all of them.");
        return true;
    }

    private static IReadOnlyList<string> Lines(Exception exception) => exception switch
    {
        OptionsValidationException invalid => [.. invalid.Failures.Distinct()],
        AggregateException several when several.InnerExceptions.All(inner => inner is OptionsValidationException) =>
            [.. several.InnerExceptions.SelectMany(Lines).Distinct()],
        StartException start => [start.Message],
        DatabaseStartException database => [database.Message],
        DbException lost => [$"The database went away during the start: {lost.Message}"],
        SocketException or IOException when SocketErrorOf(exception) is { } error =>
            [$"The process cannot listen: {Sentence(exception.Message)} Another process may have taken the port ({error})."],
        IOException or UnauthorizedAccessException =>
            [DiskProblem.IsFull(exception) ? "The disk is full. Make room and start again." : Sentence(exception.Message)],
        AggregateException { InnerException: { } inner } several when several.InnerExceptions.All(one => Lines(one).Count > 0) =>
            several.InnerExceptions.Count == 1 ? Lines(inner) : [.. several.InnerExceptions.SelectMany(Lines).Distinct()],
        { InnerException: { } inner } when inner is StartException or DatabaseStartException or SocketException => Lines(inner), // Orleans wraps
        _ => [],
    };

    private static SocketError? SocketErrorOf(Exception? exception) => exception switch
    {
        SocketException socket => socket.SocketErrorCode,
        { InnerException: { } inner } => SocketErrorOf(inner),
        _ => null,
    };

    private static string Sentence(string text) => $"{text.TrimEnd('.', ' ')}.";
}
