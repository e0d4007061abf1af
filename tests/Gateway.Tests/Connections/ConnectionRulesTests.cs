using AiDevFramework.Hosting.Connections;
using CsCheck;

namespace AiDevFramework.Gateway.Tests.Connections;

public sealed class ConnectionRulesTests
{
    private static readonly Gen<ConnectionLimits> _limits =
        Gen.Int[ConnectionLimits.Smallest, 30_000].Select(max => new ConnectionLimits(max));

    [Theory]
    [InlineData(20_000, 2_000, 16, 2_500, 15_000)]
    [InlineData(1_000, 100, 16, 125, 750)]
    [InlineData(100, 10, 16, 12, 74)] // all that strangers of elsewhere may have: less than three quarters
    [InlineData(64, 6, 16, 8, 42)]
    [InlineData(10, 1, 2, 1, 7)]
    [InlineData(8, 0, 2, 1, 6)]
    public void Limits_OfANumberOfPlaces_AreTheirParts(int max, int known, int loopback, int address, int crowded)
    {
        var limits = new ConnectionLimits(max);

        Assert.Equal((known, loopback, address, crowded), (limits.ForKnown, limits.ForLoopback, limits.PerAddress, limits.Crowded));
    }

    [Theory]
    [InlineData(1_024, 0, 512)]
    [InlineData(1_024, 1_000, 384)] // a quarter of what is left is for calls
    [InlineData(4_096, 1_000, 2_688)]
    [InlineData(20_000, 1_000, 18_488)]
    [InlineData(1_048_576, 1_000, 20_000)]
    [InlineData(long.MaxValue, 100_000, 20_000)]
    [InlineData(0, 0, 8)]
    [InlineData(600, 1_000, 66)]
    [InlineData(512, 1_000, 8)] // it would not start well
    public void Usual_OfALimitOfFiles_LeavesAReserve(long files, int calls, int expected)
    {
        Assert.Equal(expected, FileBudget.Usual(files, calls).Max);
    }

    [Fact]
    public void Usual_OfAnyLimit_NeverTakesMoreThanThereIs() =>
        Gen.Select(Gen.Long[1_024, 1L << 40], Gen.Int[0, 100_000]).Sample((files, calls) =>
            FileBudget.Usual(files, calls).Max is >= ConnectionLimits.Smallest and <= ConnectionLimits.Usual and var max && max <= files - 512);

    /// <summary>Whoever comes in whatever order, each part of the places is kept for those it is for.</summary>
    [Fact]
    public void Judge_OfAnyCensus_KeepsEveryPart() =>
        Gen.Select(_limits, Gen.Double[0, 1.1], Gen.Double[0, 1], Gen.Double[0, 1], Gen.Double[0, 0.2], Gen.Bool, Gen.Bool).Sample(
            (limits, taken, strange, local, address, loopback, proxy) =>
            {
                var total = (int)(limits.Max * taken);
                var strangers = (int)(total * strange);
                var census = new ConnectionCensus(total, strangers, (int)(strangers * local), (int)(limits.Max * address));
                var who = new Newcomer(loopback, CountsByAddress: !loopback && !proxy);
                var verdict = ConnectionRules.Judge(limits, census, who);
                var reserved = loopback ? 0 : limits.ForLoopback;
                return verdict switch
                {
                    ConnectionVerdict.Admitted => total + 1 <= limits.Max - reserved
                        && strangers + 1 <= limits.Max - limits.ForKnown - reserved
                        && (!who.CountsByAddress || census.OfAddress + 1 <= limits.PerAddress),
                    ConnectionVerdict.InPlaceOfOldestOnLoopback => loopback && census.LoopbackStrangers > 0
                        && total < limits.Max + limits.ForLoopback,
                    ConnectionVerdict.TooManyOfAddress => who.CountsByAddress && census.OfAddress >= limits.PerAddress,
                    _ => total >= limits.Max - reserved || strangers >= limits.Max - limits.ForKnown - reserved,
                };
            });

    [Fact]
    public void Judge_WithFreePlacesOfItsKind_Admits() =>
        Gen.Select(_limits, Gen.Double[0, 1]).Sample((limits, taken) =>
        {
            var strangers = (int)((limits.Max - limits.ForKnown - limits.ForLoopback - 1) * taken);
            var census = new ConnectionCensus(strangers, strangers, LoopbackStrangers: 0, OfAddress: limits.PerAddress - 1);
            return ConnectionRules.Judge(limits, census, new Newcomer(IsLoopback: false, CountsByAddress: true)) is ConnectionVerdict.Admitted;
        });

    [Fact]
    public void Judge_OfLoopbackWhereAllIsTakenByOthers_AdmitsSixteen()
    {
        var limits = new ConnectionLimits(1_000);
        var strangers = 1_000 - 100 - 16;
        for (var local = 0; local < 16; local++)
        {
            var census = new ConnectionCensus(strangers + local, strangers + local, local, 0);
            Assert.Equal(ConnectionVerdict.Full, ConnectionRules.Judge(limits, census, new Newcomer(false, true)));
            Assert.Equal(ConnectionVerdict.Admitted, ConnectionRules.Judge(limits, census, new Newcomer(true, false)));
        }

        Assert.Equal(
            ConnectionVerdict.InPlaceOfOldestOnLoopback,
            ConnectionRules.Judge(limits, new ConnectionCensus(strangers + 16, strangers + 16, 16, 0), new Newcomer(true, false)));
    }
}
