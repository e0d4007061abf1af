using System.Net;
using System.Net.Sockets;
using AiDevFramework.Settings;

namespace AiDevFramework.Hosting;

/// <summary>
/// Finds a port that cannot be listened on before anything else starts. Otherwise a second copy on the same data would start its silo,
/// take the first one's runs over, and only then notice that it cannot listen.
/// </summary>
/// <param name="ports">Where the process will listen, by the names of the settings that say port and address; of port 0 the address
/// alone is tried.</param>
public sealed class PortProbe(IReadOnlyDictionary<(string Port, string Host), IPEndPoint> ports) : IHostedLifecycleService
{
    /// <exception cref="StartException">One of them cannot be had; says what to do.</exception>
    public Task StartingAsync(CancellationToken cancellationToken)
    {
        foreach (var ((port, host), endpoint) in ports)
        {
            try
            {
                using var probe = new Socket(endpoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
                probe.Bind(endpoint);
            }
            catch (SocketException exception)
            {
                throw new StartException(PortProblem.Explain(exception.SocketErrorCode, endpoint, port, host), exception);
            }
        }

        return Task.CompletedTask;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
