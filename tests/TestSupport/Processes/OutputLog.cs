using System.Diagnostics;

namespace AiDevFramework.TestSupport.Processes;

/// <summary>What a process has written to standard output and standard error, line by line, and who waits for a line.</summary>
internal sealed class OutputLog
{
    private readonly Lock _lock = new();
    private readonly List<string> _lines = [];
    private readonly List<(Func<string, bool> Wanted, TaskCompletionSource<string> Found)> _waiting = [];
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _openStreams = 2;

    /// <summary>Both streams joined, in the order of arrival.</summary>
    public string Text
    {
        get
        {
            lock (_lock)
            {
                return string.Join('\n', _lines);
            }
        }
    }

    /// <summary>Completes when both streams have ended.</summary>
    public Task Ended => _ended.Task;

    /// <param name="process">Started with both streams redirected.</param>
    public void Follow(Process process)
    {
        process.OutputDataReceived += (_, line) => Take(line.Data);
        process.ErrorDataReceived += (_, line) => Take(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>The first line, already written or still to come, that is wanted.</summary>
    /// <exception cref="EndOfStreamException">The process ended without it; the message has its output.</exception>
    /// <exception cref="TimeoutException">The message has the output so far.</exception>
    public async Task<string> WaitForAsync(Func<string, bool> wanted, TimeSpan deadline, CancellationToken cancellationToken)
    {
        var found = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            if (_lines.FirstOrDefault(wanted) is { } line)
            {
                return line;
            }

            if (_openStreams == 0)
            {
                throw Ending();
            }

            _waiting.Add((wanted, found));
        }

        try
        {
            return await found.Task.WaitAsync(deadline, cancellationToken);
        }
        catch (TimeoutException exception)
        {
            throw new TimeoutException($"The line did not come within {deadline}. Output so far:\n{Text}", exception);
        }
    }

    private void Take(string? line)
    {
        lock (_lock)
        {
            if (line is not null)
            {
                _lines.Add(line);
                _waiting.RemoveAll(waiting => waiting.Wanted(line) && waiting.Found.TrySetResult(line));
            }
            else if (--_openStreams == 0)
            {
                _waiting.ForEach(waiting => waiting.Found.TrySetException(Ending()));
                _ended.SetResult();
            }
        }
    }

    private EndOfStreamException Ending() => new($"The process ended before the line came. Its output:\n{Text}");
}
