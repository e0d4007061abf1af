using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Options;

namespace AiDevFramework.Hosting.Connections;

/// <summary>Sockets as the framework makes them, of which only those stay for which there is a place.</summary>
/// <param name="services">The server is made before settings are checked, so the places are asked for when it listens.</param>
internal sealed class BoundedListenerFactory(IServiceProvider services, IOptions<SocketTransportOptions> options, ILoggerFactory loggers)
    : IConnectionListenerFactory, IConnectionListenerFactorySelector
{
    private readonly SocketTransportFactory _sockets = new(options, loggers);

    public bool CanBind(EndPoint endpoint) => _sockets.CanBind(endpoint);

    public async ValueTask<IConnectionListener> BindAsync(EndPoint endpoint, CancellationToken cancellationToken = default) =>
        new BoundedListener(await _sockets.BindAsync(endpoint, cancellationToken), services.GetRequiredService<ConnectionPlaces>());
}
