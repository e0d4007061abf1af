using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using AiDevFramework.Settings;
using Microsoft.Extensions.Options;

namespace AiDevFramework.Hosting.Clustering.Tls;

/// <summary>
/// The certificate that this process shows now, and its judgement of those that peers show. Files are read again every few seconds: new
/// ones are used for connections made from then on. Files that cannot be used, as between the writing of one and the other, change nothing.
/// </summary>
internal sealed partial class TlsIdentity : BackgroundService
{
    /// <summary>A certificate that ends within this time is told of.</summary>
    internal static readonly TimeSpan Notice = TimeSpan.FromDays(14);

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan NoticeInterval = TimeSpan.FromDays(1);

    /// <summary>Between two lines about refusals: for another reason than the last, and for the same.</summary>
    private static readonly (TimeSpan Other, TimeSpan Same) _refusalInterval = (TimeSpan.FromSeconds(10), LogPace.Interval);

    private readonly ClusterTlsOptions _options;
    private readonly TimeProvider _clock;
    private readonly ILogger<TlsIdentity> _logger;
    private readonly TlsInstruments _instruments;
    private readonly Lock _lock = new();
    private TlsCredentials _current;
    private string _stamp;
    private string? _problem;
    private DateTimeOffset? _noticedAt;
    private (long At, string Reason)? _refusalTold;
    private int _untold;

    public TlsIdentity(IOptions<ClusterTlsOptions> options, TimeProvider clock, ILogger<TlsIdentity> logger)
    {
        (_options, _clock, _logger) = (options.Value, clock, logger);
        _stamp = StampOfFiles();
        _current = TlsFiles.TryLoad(_options, clock.GetUtcNow(), out var loaded) is { } problem
            ? throw new OptionsValidationException("", typeof(ClusterTlsOptions), [problem])
            : loaded!;
        _instruments = new TlsInstruments(() => (_current.EndsFirst.NotAfter.ToUniversalTime() - clock.GetUtcNow().UtcDateTime).TotalSeconds);
    }

    public X509Certificate2 Certificate => _current.Own;

    /// <param name="purpose">What the peer is in this connection.</param>
    /// <returns>Whether it may be spoken with.</returns>
    public bool Believes(X509Certificate2? peer, X509Chain? chain, string purpose)
    {
        if (peer is null)
        {
            NoteRefusal("no certificate", "one that showed no certificate.");
            return false;
        }

        var current = _current;
        var refusal = PeerRules.FindRefusal(
            peer, [.. chain?.ChainPolicy.ExtraStore ?? [], .. current.Intermediates], current.Authorities, _options.Names, purpose, _clock.GetUtcNow());
        if (refusal is not null)
        {
            NoteRefusal(refusal, $"one with the certificate '{PeerRules.Printable(peer.Subject)}': {refusal}");
        }

        return refusal is null;
    }

    /// <summary>Counts, and logs now and then: who is refused may come again and again.</summary>
    public void NoteRefusal(string reason, string who)
    {
        _instruments.Refused.Add(1);
        int count;
        lock (_lock)
        {
            _untold++;
            if (_refusalTold is { } told && _clock.GetElapsedTime(told.At) < (told.Reason == reason ? _refusalInterval.Same : _refusalInterval.Other))
            {
                return;
            }

            (_refusalTold, count, _untold) = ((_clock.GetTimestamp(), reason), _untold, 0);
        }

        LogRefused(count, who);
    }

    public override void Dispose()
    {
        _instruments.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        NoticeOpenToAll();
        NoticeEnd();
        using var timer = new PeriodicTimer(Interval, _clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            ReadAnew();
            NoticeEnd();
        }
    }

    private void ReadAnew()
    {
        var stamp = StampOfFiles();
        if (stamp == _stamp && _problem is null)
        {
            return;
        }

        var problem = TlsFiles.TryLoad(_options, _clock.GetUtcNow(), out var loaded);
        if (problem is null)
        {
            if (stamp != _stamp)
            {
                LogChanged(Utc(loaded!.Own.NotAfter));
                NoticeOpenToAll();
                _noticedAt = null;
            }

            _current = loaded!; // the one before is left to the collector: connections may still use it
            (_stamp, _problem) = (stamp, null);
        }
        else
        {
            if (problem == _problem && stamp != _stamp)
            {
                _stamp = stamp; // seen twice: no change that is under way
                LogBad(problem, Utc(_current.Own.NotAfter));
            }

            _problem = problem;
        }
    }

    private void NoticeOpenToAll()
    {
        foreach (var setting in TlsFiles.FindOpenToAll(_options))
        {
            LogOpenToAll(setting);
        }
    }

    private void NoticeEnd()
    {
        var (ends, now) = (_current.EndsFirst, _clock.GetUtcNow());
        if (ends.NotAfter - now < Notice && !(now - _noticedAt < NoticeInterval))
        {
            _noticedAt = now;
            LogEndsSoon(_current.Authorities.Contains(ends) ? "ORLEANS_TLS_CA" : "ORLEANS_TLS_CERTIFICATE", Utc(ends.NotAfter), (ends.NotAfter - now).Days);
        }
    }

    /// <summary>Tells one content of the files from another; a file that is away or cannot be read has a mark of its own.</summary>
    private string StampOfFiles()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in (string?[])[_options.Certificate, _options.Key, _options.PasswordFile, _options.Authorities])
        {
            try
            {
                hash.AppendData(file is { Length: > 0 } ? SHA256.HashData(File.ReadAllBytes(TlsFiles.PathOf(file))) : []);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                hash.AppendData("away"u8);
            }
        }

        return Convert.ToHexString(hash.GetHashAndReset());
    }

    private static string Utc(DateTime time) => time.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    [LoggerMessage(LogLevel.Warning, "The certificate in {Setting} ends at {End}, in {Days} days: put a new one in its place")]
    private partial void LogEndsSoon(string setting, string end, int days);

    [LoggerMessage(LogLevel.Warning, "Everybody on this machine may read the file of {Setting}: take that right away (chmod o-r)")]
    private partial void LogOpenToAll(string setting);

    [LoggerMessage(LogLevel.Information, "The files of ORLEANS_TLS_* were read anew; the certificate is good until {End}")]
    private partial void LogChanged(string end);

    [LoggerMessage(LogLevel.Error, "The files of ORLEANS_TLS_* have changed and cannot be used: {Problem} The certificate from before stays in use, good until {End}")]
    private partial void LogBad(string problem, string end);

    [LoggerMessage(LogLevel.Warning, "Refused {Count} connections between silos and gateways, the last of them with {Who}")]
    private partial void LogRefused(int count, string who);
}
