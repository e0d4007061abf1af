using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using AiDevFramework.Chaos.Cluster;

namespace AiDevFramework.Chaos.Nemesis;

/// <summary>Orders faults from a silo that has fault points, and hears when they strike.</summary>
internal sealed class SiloFaults : IDisposable
{
    /// <summary>Of the action Delay.</summary>
    private const int DelayMs = 4000;

    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(5) };

    /// <param name="point">A name of the silo's fault points.</param>
    /// <param name="action">Kill, Terminate, Stop, Throw or Delay.</param>
    /// <returns>When it struck; <see langword="null"/> where the point was not reached in time, or the silo is away.</returns>
    public async Task<DateTimeOffset?> OrderAsync(
        Member silo, int number, string point, string action, int nth, int afterMs, TimeSpan patience, CancellationToken cancellationToken)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        try
        {
            var order = new { Id = $"f{number}", Point = point, Action = action, Nth = nth, AfterMs = afterMs, DelayMs };
            var striking = silo.Process.WaitForLineAsync(
                line => line.StartsWith($"FAULT f{number} ", StringComparison.Ordinal), patience, over.Token);
            var taking = PostAsync(silo, order, over.Token);
            if (await Task.WhenAny(taking, striking) == taking)
            {
                await taking;
            }

            var line = await striking; // a silo that is struck at once does not answer any more
            return DateTimeOffset.Parse(line.Split(' ')[^1], CultureInfo.InvariantCulture);
        }
        catch (Exception exception) when (exception is TimeoutException or EndOfStreamException or HttpRequestException
            || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            await ClearAsync(silo, cancellationToken);
            return null;
        }
        finally
        {
            await over.CancelAsync();
        }
    }

    /// <summary>Takes back what was ordered and has not struck.</summary>
    public async Task ClearAsync(Member silo, CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await _http.DeleteAsync(new Uri(silo.Address, "/__faults"), cancellationToken);
        }
        catch (Exception exception) when (exception is HttpRequestException || !cancellationToken.IsCancellationRequested)
        {
            // it is gone, and its orders with it
        }
    }

    private async Task PostAsync(Member silo, object order, CancellationToken cancellationToken)
    {
        using var answer = await _http.PostAsJsonAsync(new Uri(silo.Address, "/__faults"), order, cancellationToken);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>Port and generation of a silo as membership has them.</summary>
    public static (int Port, int Generation) AddressOf(string owner) =>
        (IPEndPoint.Parse(owner.Split('@')[0]).Port, int.Parse(owner.Split('@')[1], CultureInfo.InvariantCulture));

    public void Dispose() => _http.Dispose();
}
