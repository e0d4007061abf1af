using System.Collections.Immutable;
using System.Net;
using AiDevFramework.Grains.Projects;
using AiDevFramework.Llm;
using AiDevFramework.TestSupport;

namespace AiDevFramework.Grains.Tests.Projects;

public sealed class SiloStandingTests
{
    private readonly TestClock _time = new();
    private readonly Members _members = new();

    [Fact]
    public async Task ConfirmAsync_WithinASecondOfAnAnswer_DoesNotAskAgain()
    {
        var standing = new SiloStanding(_members, _members, _time);
        await standing.ConfirmAsync(TestContext.Current.CancellationToken);
        _time.Advance(TimeSpan.FromMilliseconds(999));
        await standing.ConfirmAsync(TestContext.Current.CancellationToken);
        Assert.Equal(1, _members.Asked);

        _time.Advance(TimeSpan.FromMilliseconds(1));
        await standing.ConfirmAsync(TestContext.Current.CancellationToken);
        Assert.Equal(2, _members.Asked);
    }

    [Fact]
    public async Task ConfirmAsync_OfASiloThatWasVotedOut_Throws()
    {
        _members.Status = SiloStatus.Dead;

        await Assert.ThrowsAsync<VotedOutException>(() => new SiloStanding(_members, _members, _time).ConfirmAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task ConfirmAsync_WhereTheAnswerComesFromBeforeAFreeze_AsksAgain()
    {
        _members.OnRefresh = asked =>
        {
            if (asked == 1)
            {
                _time.Advance(TimeSpan.FromSeconds(14)); // answered, then frozen until the others have voted
            }
            else
            {
                _members.Status = SiloStatus.Dead;
            }
        };

        await Assert.ThrowsAsync<VotedOutException>(() => new SiloStanding(_members, _members, _time).ConfirmAsync(TestContext.Current.CancellationToken));
        Assert.Equal(2, _members.Asked);
    }

    [Fact]
    public async Task ConfirmAsync_OfADatabaseThatTakesTwoSeconds_IsContentWithItsAnswer()
    {
        _members.OnRefresh = _ => _time.Advance(TimeSpan.FromSeconds(2));

        await new SiloStanding(_members, _members, _time).ConfirmAsync(TestContext.Current.CancellationToken);

        Assert.Equal(1, _members.Asked);
    }

    /// <summary>A list of members with this silo alone.</summary>
    private sealed class Members : IClusterMembershipService, ILocalSiloDetails
    {
        public SiloStatus Status { get; set; } = SiloStatus.Active;

        /// <summary>Happens while the list is read, with how often it has been read.</summary>
        public Action<int> OnRefresh { get; set; } = _ => { };

        public int Asked { get; private set; }

        public SiloAddress SiloAddress { get; } = SiloAddress.New(new IPEndPoint(IPAddress.Loopback, 11111), 1);

        public SiloAddress GatewayAddress => SiloAddress;

        public string Name => "silo";

        public string ClusterId => "cluster";

        public string DnsHostName => "localhost";

        public ClusterMembershipSnapshot CurrentSnapshot => new(
            ImmutableDictionary<SiloAddress, ClusterMember>.Empty.Add(SiloAddress, new ClusterMember(SiloAddress, Status, Name)),
            new MembershipVersion(Asked));

        public IAsyncEnumerable<ClusterMembershipSnapshot> MembershipUpdates => throw new NotSupportedException();

        public ValueTask Refresh(MembershipVersion minimumVersion, CancellationToken cancellationToken)
        {
            OnRefresh(++Asked);
            return ValueTask.CompletedTask;
        }

        public Task<bool> TryKill(SiloAddress siloAddress) => throw new NotSupportedException();
    }
}
