using Microsoft.Extensions.Logging;

namespace AiDevFramework.Grains.Tests.Llm;

/// <summary>Tells when something was logged.</summary>
internal sealed class SignalLogger<T> : ILogger<T>
{
    private readonly TaskCompletionSource _logged = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Logged => _logged.Task;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        _logged.TrySetResult();
}
