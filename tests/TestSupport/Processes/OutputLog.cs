using System.Diagnostics;

namespace AiDevFramework.TestSupport.Processes;

/// <summary>What a process writes to standard output and standard error, line by line in the order of arrival.</summary>
internal sealed class OutputLog
{
    private readonly Journal<string> _lines = new();
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _openStreams = 2;

    public string Text => _lines.ToString();

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

    /// <inheritdoc cref="Journal{T}.WaitForAsync"/>
    public Task<string> WaitForAsync(Func<string, bool> wanted, TimeSpan deadline, CancellationToken cancellationToken) =>
        _lines.WaitForAsync(wanted, deadline, cancellationToken);

    private void Take(string? line)
    {
        if (line is not null)
        {
            _lines.Add(line);
        }
        else if (Interlocked.Decrement(ref _openStreams) == 0)
        {
            _lines.End("The process has ended.");
            _ended.SetResult();
        }
    }
}
