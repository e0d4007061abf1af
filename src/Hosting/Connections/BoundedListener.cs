using System.Net;
using Microsoft.AspNetCore.Connections;

namespace AiDevFramework.Hosting.Connections;

/// <summary>Closes a connection for which there is no place as soon as it is accepted, and only then accepts the next: however many
/// come at once, no more files are open than there are places.</summary>
internal sealed class BoundedListener(IConnectionListener inner, ConnectionPlaces places) : IConnectionListener
{
    public EndPoint EndPoint => inner.EndPoint;

    public async ValueTask<ConnectionContext?> AcceptAsync(CancellationToken cancellationToken = default)
    {
        while (await inner.AcceptAsync(cancellationToken) is { } connection)
        {
            if (places.TryEnter(connection) is { } admitted)
            {
                return admitted;
            }

            await connection.DisposeAsync();
        }

        return null; // unbound
    }

    public ValueTask UnbindAsync(CancellationToken cancellationToken = default) => inner.UnbindAsync(cancellationToken);

    public ValueTask DisposeAsync() => inner.DisposeAsync();
}
