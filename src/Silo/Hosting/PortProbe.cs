using System.Net;
using System.Net.Sockets;

namespace AiDevFramework.Silo.Hosting;

/// <summary>
/// Finds a port in use before anything else starts. Otherwise a second copy on the same data would start its silo, take the
/// first one's runs over, and only then notice that it cannot listen.
/// </summary>
/// <param name="ports">Where the process will listen, by the names of the settings that say so; port 0 is left out.</param>
public sealed class PortProbe(IReadOnlyDictionary<string, IPEndPoint> ports) : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken)
    {
        foreach (var (setting, endpoint) in ports.Where(port => port.Value.Port > 0))
        {
            using var probe = new Socket(endpoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                probe.Bind(endpoint);
            }
            catch (SocketException exception) when (exception.SocketErrorCode is SocketError.AddressAlreadyInUse)
            {
                throw new IOException($"{endpoint} is in use. Stop what listens there, or set {setting} to another number.", exception);
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
