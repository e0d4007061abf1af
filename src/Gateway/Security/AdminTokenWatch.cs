using AiDevFramework.Gateway.Settings;

namespace AiDevFramework.Gateway.Security;

/// <summary>
/// Looks every two seconds whether the operator changed the token in its file. Reading is surer than being notified: mounted
/// secrets are exchanged by links that notifications do not see.
/// </summary>
internal sealed partial class AdminTokenWatch(
    AdminToken admin, IHostEnvironment environment, TimeProvider clock, ILogger<AdminTokenWatch> logger) : BackgroundService
{
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    private readonly PeriodicTimer _timer = new(Interval, clock);
    private bool _complained;

    public override void Dispose()
    {
        _timer.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (admin.FilePath is { } path && await _timer.WaitForNextTickAsync(stoppingToken))
        {
            var change = admin.Renew(environment.IsDevelopment() ? 1 : AdminTokenPolicy.MinLength);
            if (change is AdminTokenChange.Adopted)
            {
                LogTaken(path);
            }
            else if (change is AdminTokenChange.Refused && !_complained)
            {
                LogRefused(path, AdminTokenPolicy.MinLength);
            }

            _complained = change is AdminTokenChange.Refused;
        }
    }

    [LoggerMessage(LogLevel.Information, "The admin token was changed in {Path}; connections of the former one are closed")]
    private partial void LogTaken(string path);

    [LoggerMessage(LogLevel.Warning, "The admin token in {Path} is not taken: {MinLength} visible ASCII characters are needed; the former one stays")]
    private partial void LogRefused(string path, int minLength);
}
