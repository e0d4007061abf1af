using System.Net;
using System.Net.Sockets;
using AiDevFramework.Hosting;

namespace AiDevFramework.Grains.Tests.Hosting;

public sealed class HeldPortTests
{
    [Fact]
    public void Next_OnThisMachine_GivesNumbersThatNobodyElseIsGiven()
    {
        var ports = Enumerable.Range(0, 200).Select(_ => HeldPort.Next(IPAddress.Loopback)).ToList();
        using var stranger = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        stranger.Bind(new IPEndPoint(IPAddress.Loopback, 0));

        Assert.Equal(ports.Count, ports.Distinct().Count());
        Assert.DoesNotContain(((IPEndPoint)stranger.LocalEndPoint!).Port, ports);
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("0.0.0.0")]
    public void Next_AfterIt_AListenerOfThisProcessCanHaveTheNumber(string address)
    {
        var port = HeldPort.Next(IPAddress.Parse(address));

        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Parse(address), port));
        listener.Listen();
        using var client = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        client.Connect(new IPEndPoint(IPAddress.Loopback, port));

        Assert.True(client.Connected);
    }

    [Fact]
    public void Next_WhereNoNumberCanBeHeld_SaysThatItGuessed()
    {
        var port = HeldPort.Next(IPAddress.Loopback, canBindTwice: _ => false);

        Assert.InRange(port, 1, IPEndPoint.MaxPort);
        Assert.True(HeldPort.HasGuessed);
    }

    [Fact]
    public async Task TryAsync_WhereAGuessedPortIsTaken_StartsThreeTimesAndThenGivesUp()
    {
        HeldPort.Next(IPAddress.Loopback, canBindTwice: _ => false);
        var (taken, starts) = (new SocketException((int)SocketError.AddressAlreadyInUse), 0);

        await Assert.ThrowsAsync<SocketException>(() => AppRun.TryAsync(() => ++starts > 0 ? throw taken : null!));

        Assert.Equal(3, starts);
        await Assert.ThrowsAsync<InvalidOperationException>(() => AppRun.TryAsync(() => ++starts > 0 ? throw new InvalidOperationException() : null!));
        Assert.Equal(4, starts); // another failure is not tried again
    }

    [Fact]
    public void IsPortTaken_OfAStartThatFailed_IsOnlyThat()
    {
        var taken = new SocketException((int)SocketError.AddressAlreadyInUse);

        Assert.True(AppRun.IsPortTaken(taken));
        Assert.True(AppRun.IsPortTaken(new IOException("Orleans wraps it", taken)));
        Assert.False(AppRun.IsPortTaken(new SocketException((int)SocketError.AccessDenied)));
        Assert.False(AppRun.IsPortTaken(new AiDevFramework.Settings.StartException("PORT is the operator's choice", taken)));
    }

    [Theory]
    [InlineData(SocketError.AddressAlreadyInUse, "is in use")]
    [InlineData(SocketError.AddressNotAvailable, "no address of this machine")]
    [InlineData(SocketError.AccessDenied, "below 1024")]
    [InlineData(SocketError.AddressFamilyNotSupported, "has no IPv4")]
    [InlineData(SocketError.NetworkDown, "cannot be listened on")]
    public void Explain_OfWhatASystemAnswers_SaysWhichSettingHelps(SocketError error, string expected)
    {
        var told = PortProblem.Explain(error, new IPEndPoint(IPAddress.Parse("192.0.2.7"), 80), "PORT", "HOST");

        Assert.Contains(expected, told, StringComparison.Ordinal);
        Assert.True(told.Contains("PORT", StringComparison.Ordinal) || told.Contains("HOST", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("HOST", true)]
    [InlineData("ORLEANS_ADVERTISED_ADDRESS", false)] // peers come to it: "all addresses" is no answer there
    public void Explain_OfAnAddressOfAnotherMachine_AdvisesAllAddressesOnlyWhereTheyCanBeMeant(string setting, bool expected)
    {
        var told = PortProblem.Explain(SocketError.AddressNotAvailable, new IPEndPoint(IPAddress.Parse("192.0.2.7"), 80), "PORT", setting);

        Assert.Equal(expected, told.Contains("0.0.0.0", StringComparison.Ordinal));
    }
}
