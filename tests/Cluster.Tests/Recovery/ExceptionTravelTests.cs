using AiDevFramework.Grains.Abstractions;
using AiDevFramework.Hosting.Clustering;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Orleans.Serialization;

namespace AiDevFramework.Cluster.Tests.Recovery;

public sealed class ExceptionTravelTests
{
    [Fact]
    public void AddExceptionTravel_OfAnUnavailableStore_CarriesItWithItsCause()
    {
        using var services = new ServiceCollection().AddSerializer().AddExceptionTravel().BuildServiceProvider();
        var serializer = services.GetRequiredService<Serializer>();
        var sent = new StoreUnavailableException("Away.", new NpgsqlException("Exception while reading from stream", new EndOfStreamException()));

        var received = serializer.Deserialize<Exception>(serializer.SerializeToArray<Exception>(sent));

        Assert.Equal("Away.", Assert.IsType<StoreUnavailableException>(received).Message);
        Assert.Equal("Exception while reading from stream", Assert.IsType<NpgsqlException>(received.InnerException).Message);
    }
}
