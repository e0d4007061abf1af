using System.Diagnostics;
using System.Globalization;

namespace AiDevFramework.TestSupport.Processes;

/// <summary>
/// A program of this repository as a real process: its own folder, port and environment, nothing inherited that could steer it.
/// It can be stopped, frozen and killed, and be started again on the same data and port. It dies with the tests.
/// </summary>
internal sealed class AppProcess : IAsyncDisposable
{
    /// <summary>What the process gets as <c>ADMIN_TOKEN</c>.</summary>
    public const string AdminToken = "test-token-0123456789-0123456789-0123456789";

    /// <summary>A shell lets what it runs in the background ignore Ctrl-C, and so would everything that tests start from there.</summary>
    private static readonly string[] _atATerminal = ["env", "--default-signal=INT,QUIT"];

    /// <summary>SIGINT, the second signal, in a mask of <c>/proc</c>.</summary>
    private const ulong Interrupt = 1UL << 1;

    private static readonly TimeSpan StopDeadline = TimeSpan.FromSeconds(60);

    private static readonly string[] _inherited =
        ["PATH", "HOME", "USER", "TMPDIR", "TZ", "LANG", "DOTNET_ROOT", "LD_LIBRARY_PATH", "SSL_CERT_FILE", "SSL_CERT_DIR", "DOTNET_PerfMapEnabled", "DOTNET_EnableWriteXorExecute", "DOTNET_TieredPGO", "DOTNET_TieredCompilation"];

    private readonly AppHost _host;
    private readonly AppOptions _options;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("aidev-app-");
    private string? _assembly;
    private Process? _process;
    private OutputLog _log = new();

    private AppProcess(AppHost host, AppOptions options)
    {
        _host = host;
        _options = options;
        Port = options.Port ?? FreePort.Next();
    }

    public int Port { get; }

    /// <summary>Where it listens, once it does.</summary>
    public Uri Address { get; private set; } = new("about:blank");

    /// <summary>Its working directory and, for a program that runs from a copy, that of its solution; data is in <c>data</c>. Gone when the
    /// process is disposed of.</summary>
    public string Folder => _folder.FullName;

    public int Id => Current.Id;

    public bool HasExited => Current.HasExited;

    /// <summary>Standard output and standard error since the last start.</summary>
    public string Output => _log.Text;

    private Process Current => _process ?? throw new InvalidOperationException("The process was not started.");

    /// <returns>A process that listens.</returns>
    /// <exception cref="EndOfStreamException">It ended instead; the message has its output.</exception>
    public static async Task<AppProcess> StartAsync(AppHost host, AppOptions options, CancellationToken cancellationToken)
    {
        var app = new AppProcess(host, options);
        try
        {
            await app.StartAsync(cancellationToken);
            return app;
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }

    /// <returns>A process that has just been started, to see how it fails or what it says first.</returns>
    public static async Task<AppProcess> LaunchAsync(AppHost host, AppOptions options)
    {
        var app = new AppProcess(host, options);
        try
        {
            await app.LaunchAsync();
            return app;
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts it again after its end: same folder, port and environment.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await LaunchAsync();
        await WaitUntilListeningAsync(cancellationToken);
    }

    public async Task WaitUntilListeningAsync(CancellationToken cancellationToken)
    {
        var line = await _log.WaitForAsync(line => _host.AddressIn(line) is not null, _options.StartDeadline, cancellationToken);
        Address = _host.AddressIn(line)!;
    }

    /// <inheritdoc cref="Journal{T}.WaitForAsync"/>
    public Task<string> WaitForLineAsync(Func<string, bool> wanted, TimeSpan deadline, CancellationToken cancellationToken) =>
        _log.WaitForAsync(wanted, deadline, cancellationToken);

    public void Signal(ProcessSignal signal) => Current.Signal(signal);

    /// <summary>Ends it without a chance to clean up, and waits until it is gone.</summary>
    public async Task KillAsync(CancellationToken cancellationToken)
    {
        Signal(ProcessSignal.Kill);
        await WaitForExitAsync(cancellationToken);
    }

    /// <summary>Asks it to stop, as a supervisor does.</summary>
    /// <returns>Its exit code.</returns>
    public Task<int> TerminateAsync(CancellationToken cancellationToken)
    {
        Signal(ProcessSignal.Terminate);
        return WaitForExitAsync(cancellationToken);
    }

    /// <summary>Completes when it has ended, however long that takes.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> EndedAsync(CancellationToken cancellationToken)
    {
        await Current.WaitForExitAsync(cancellationToken);
        return Current.ExitCode;
    }

    /// <returns>Its exit code; 128 and the signal's number where a signal ended it.</returns>
    /// <exception cref="TimeoutException">It still runs; the message has its output.</exception>
    public async Task<int> WaitForExitAsync(CancellationToken cancellationToken)
    {
        try
        {
            await Current.WaitForExitAsync(cancellationToken).WaitAsync(StopDeadline, cancellationToken);
            return Current.ExitCode;
        }
        catch (TimeoutException exception)
        {
            throw new TimeoutException($"{_host.Folder} did not end within {StopDeadline}. Its output:\n{Output}", exception);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            await KillAsync(CancellationToken.None);
            _process.Dispose();
        }

        _folder.Delete(recursive: true);
    }

    private async Task LaunchAsync()
    {
        if (_process is { HasExited: false })
        {
            throw new InvalidOperationException($"{_host.Folder} runs already.");
        }

        _process?.Dispose();
        _log = new OutputLog();
        var dotnet = Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "dotnet" ? host : "dotnet";
        _assembly ??= await PrepareAsync();
        _process = await ChildProcesses.StartAsync(
            [.. _atATerminal, .. _options.Wrapper, dotnet, _assembly, .. _options.Arguments], "KILL", _options.User, Configure);
        _log.Follow(_process);
        await HearsInterruptAsync(_process);
    }

    /// <summary>Until `env` has done its work, Ctrl-C is lost on a process whose shell lets it be ignored.</summary>
    private static async Task HearsInterruptAsync(Process process)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(1));
        while (!process.HasExited && IgnoresInterrupt(process.Id))
        {
            await timer.WaitForNextTickAsync();
        }

        static bool IgnoresInterrupt(int id)
        {
            try
            {
                var ignored = File.ReadLines($"/proc/{id}/status").First(line => line.StartsWith("SigIgn:", StringComparison.Ordinal))[7..].Trim();
                return (ulong.Parse(ignored, NumberStyles.HexNumber, CultureInfo.InvariantCulture) & Interrupt) != 0;
            }
            catch (Exception exception) when (exception is IOException or InvalidOperationException)
            {
                return false; // it has ended
            }
        }
    }

    /// <returns>The assembly to run.</returns>
    private async Task<string> PrepareAsync()
    {
        var built = _host.FindAssembly();
        if (_options.User is not null && !OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(Folder, (UnixFileMode)Convert.ToInt32("777", 8));
        }

        Directory.CreateDirectory(Path.Combine(Folder, _options.Stands));
        _options.Prepare(Folder);
        if (!_options.OwnCopy)
        {
            return built;
        }

        var copy = Path.Combine(Folder, "program");
        var (source, cancellation) = (Path.GetDirectoryName(built)!, CancellationToken.None);
        if ((await Tool.RunAsync(["cp", "-al", source, copy], cancellation)) is { ExitCode: not 0 }) // links, where the disk is the same
        {
            var copied = await Tool.RunAsync(["cp", "-R", source, copy], cancellation);
            Debug.Assert(copied.ExitCode == 0, copied.Output);
        }

        if (!_options.Published)
        {
            await File.WriteAllTextAsync(Path.Combine(Folder, "AiDevFramework.sln"), "", cancellation);
        }

        return Path.Combine(copy, Path.GetFileName(built));
    }

    private void Configure(ProcessStartInfo start)
    {
        start.WorkingDirectory = Path.Combine(Folder, _options.Stands);
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        var inherited = start.Environment.Where(variable => _inherited.Contains(variable.Key)).ToList();
        start.Environment.Clear();
        IEnumerable<KeyValuePair<string, string?>> own =
        [
            new("DOTNET_ENVIRONMENT", "Production"),
            new("HOST", "127.0.0.1"),
            new("PORT", Port.ToString(CultureInfo.InvariantCulture)),
            new("DATA_DIR", Path.Combine(Folder, "data")),
            new("ADMIN_TOKEN", AdminToken),
            new("RATE_LIMIT_ENABLED", "false"),
        ];
        foreach (var (name, value) in inherited.Concat(own).Concat(_options.Environment))
        {
            if (value is null)
            {
                start.Environment.Remove(name);
            }
            else
            {
                start.Environment[name] = value;
            }
        }
    }
}
