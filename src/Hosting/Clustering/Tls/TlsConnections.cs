using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Connections;
using Orleans.Connections.Security;

namespace AiDevFramework.Hosting.Clustering.Tls;

/// <summary>What becomes of a connection between two processes of a cluster before Orleans sees it.</summary>
internal sealed class TlsConnections(TlsMode mode, Func<IServiceProvider, TlsIdentity> identity)
{
    private static readonly TimeSpan HandshakeTimeout = TimeSpan.FromSeconds(10);

    /// <summary>How long a peer is taken to speak TLS without being asked again, where that is optional.</summary>
    private static readonly TimeSpan Remembered = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<EndPoint, long> _speakTls = new();

    /// <summary>For connections that others make to this process.</summary>
    public void UseInbound(IConnectionBuilder builder)
    {
        var known = identity(builder.ApplicationServices);
        var tls = Capture(builder, branch => branch.UseServerTls(new TlsOptions
        {
            LocalServerCertificateSelector = (_, _) => known.Certificate,
            RemoteCertificateMode = RemoteCertificateMode.RequireCertificate,
            RemoteCertificateValidation = (peer, chain, _) => known.Believes(peer, chain, PeerRules.ClientPurpose),
            HandshakeTimeout = HandshakeTimeout,
        }));
        builder.Use(next =>
        {
            var encrypted = tls(next);
            return connection => ReceiveAsync(connection, next, encrypted, known);
        });
    }

    /// <summary>For connections that this process makes.</summary>
    public void UseOutbound(IConnectionBuilder builder)
    {
        var known = identity(builder.ApplicationServices);
        var clock = builder.ApplicationServices.GetRequiredService<TimeProvider>();
        var tls = Capture(builder, branch => branch.UseClientTls(new TlsOptions
        {
            LocalClientCertificateSelector = (_, _, _, _, _) => known.Certificate,
            RemoteCertificateMode = RemoteCertificateMode.RequireCertificate,
            ClientCertificateMode = RemoteCertificateMode.AllowCertificate, // the selector gives it
            RemoteCertificateValidation = (peer, chain, _) => known.Believes(peer, chain, PeerRules.ServerPurpose),
            HandshakeTimeout = HandshakeTimeout,
        }));
        builder.Use(next =>
        {
            var encrypted = tls(next);
            return mode is TlsMode.Required ? encrypted : connection => SendAsync(connection, next, encrypted, clock);
        });
    }

    private async Task ReceiveAsync(ConnectionContext connection, ConnectionDelegate plain, ConnectionDelegate encrypted, TlsIdentity known)
    {
        switch (await FirstBytes.OfAsync(connection))
        {
            case Spoken.Tls:
                await encrypted(connection);
                break;
            case Spoken.Plain when mode is TlsMode.Optional:
                await plain(connection);
                break;
            case Spoken.Plain:
                known.NoteRefusal("no TLS", $"{connection.RemoteEndPoint}, which spoke without TLS.");
                break;
        }
    }

    private async Task SendAsync(ConnectionContext connection, ConnectionDelegate plain, ConnectionDelegate encrypted, TimeProvider clock)
    {
        var peer = connection.RemoteEndPoint!;
        if (_speakTls.TryGetValue(peer, out var at) && clock.GetElapsedTime(at) < Remembered)
        {
            await encrypted(connection);
            return;
        }

        if (await FirstBytes.OfServerAsync(peer, connection.ConnectionClosed) is Spoken.Tls)
        {
            _speakTls[peer] = clock.GetTimestamp();
            await encrypted(connection);
        }
        else
        {
            _speakTls.TryRemove(peer, out _);
            await plain(connection);
        }
    }

    /// <summary>Takes the layer that an extension of Orleans adds, to use it for some connections only.</summary>
    private static Func<ConnectionDelegate, ConnectionDelegate> Capture(IConnectionBuilder builder, Action<IConnectionBuilder> add)
    {
        var branch = new Branch(builder.ApplicationServices);
        add(branch);
        return branch.Layer;
    }

    private sealed class Branch(IServiceProvider services) : IConnectionBuilder
    {
        public Func<ConnectionDelegate, ConnectionDelegate> Layer { get; private set; } = next => next;

        public IServiceProvider ApplicationServices { get; } = services;

        public IConnectionBuilder Use(Func<ConnectionDelegate, ConnectionDelegate> middleware)
        {
            Layer = middleware;
            return this;
        }

        public ConnectionDelegate Build() => throw new NotSupportedException();
    }
}
