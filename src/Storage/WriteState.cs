using System.Globalization;
using AiDevFramework.Grains.Abstractions;
using AiDevFramework.Settings;
using Microsoft.Extensions.Logging;

namespace AiDevFramework.Storage;

/// <summary>Whether work can be stored, as the last commit or probe has shown. Before the first commit it counts as
/// possible. The log is told when that changes, and once a minute while nothing can be stored.</summary>
internal sealed partial class WriteState(TimeProvider clock, ILogger<WriteState> logger)
{
    private readonly Lock _lock = new();
    private LogPace _pace = new(clock);
    private volatile StoredTrouble? _trouble;

    /// <summary><see langword="null"/>: work can be stored.</summary>
    public StoreTrouble? Trouble => _trouble?.Value;

    /// <summary>For people and for health checks; <see langword="null"/> where work can be stored.</summary>
    public string? Problem => Trouble is { } trouble ? ProblemOf(trouble) : null;

    public void NoteStored()
    {
        if (_trouble is null)
        {
            return; // the usual case takes no lock
        }

        lock (_lock)
        {
            if (_trouble is { } ended)
            {
                _trouble = null;
                LogOver(clock.GetElapsedTime(ended.Since).TotalSeconds.ToString("0", CultureInfo.InvariantCulture));
            }
        }
    }

    /// <param name="failure">Of a driver.</param>
    public void NoteFailed(Exception failure)
    {
        lock (_lock)
        {
            var (before, trouble) = (_trouble, DatabaseFailure.TroubleOf(failure));
            if (before?.Value != trouble)
            {
                _pace = new LogPace(clock); // another story
            }

            _trouble = new StoredTrouble(trouble, before?.Since ?? clock.GetTimestamp());
            if (_pace.IsDue(out _))
            {
                LogTrouble(ProblemOf(trouble), failure.Message.ReplaceLineEndings(" "));
            }
        }

        LogFailure(failure);
    }

    private static string ProblemOf(StoreTrouble trouble) => trouble switch
    {
        StoreTrouble.Full => "Nothing can be stored: the disk of the database is full. Make room on it; work goes on by itself.",
        StoreTrouble.ReadOnly => "Nothing can be stored: the database is read-only. Let it take writes; work goes on by itself.",
        _ => "Nothing can be stored: the database does not take what is written.",
    };

    /// <param name="Since">When the first write failed, a timestamp.</param>
    private sealed record StoredTrouble(StoreTrouble Value, long Since);

    [LoggerMessage(LogLevel.Error, "{Problem} ({Reason})")]
    private partial void LogTrouble(string problem, string reason);

    [LoggerMessage(LogLevel.Debug, "A write failed")]
    private partial void LogFailure(Exception failure);

    [LoggerMessage(LogLevel.Information, "The database can be written again, after {Seconds} s")]
    private partial void LogOver(string seconds);
}
