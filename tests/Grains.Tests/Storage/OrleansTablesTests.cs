using System.Data.Common;
using AiDevFramework.Settings;
using AiDevFramework.Storage;
using AiDevFramework.TestSupport.Postgres;
using Microsoft.Extensions.Options;
using Npgsql;

namespace AiDevFramework.Grains.Tests.Storage;

/// <summary>The statements that Orleans' providers run, with the parameters that they give them.</summary>
[Trait("Runs", "Programs")]
public sealed class OrleansTablesTests(PostgresFixture postgres) : IAsyncLifetime
{
    private static readonly DateTime _noon = new(2026, 1, 2, 12, 0, 0, DateTimeKind.Utc);

    private NpgsqlDataSource _data = null!;
    private DatabaseMigrator _migrator = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var connection = await postgres.CreateDatabaseAsync(Cancellation);
        _data = NpgsqlDataSource.Create(connection);
        _migrator = new DatabaseMigrator(Options.Create(new DatabaseOptions { Url = PostgresServer.UrlOf(connection) }));
        await using var exclusive = await _migrator.LockAsync(Cancellation);
        _migrator.Up();
    }

    public ValueTask DisposeAsync() => _data.DisposeAsync();

    [Fact(Timeout = 120_000)]
    public async Task Migrations_DownToNothingAndUpAgain_LeaveTheSameStatements()
    {
        var before = await QueriesAsync();
        await using (await _migrator.LockAsync(Cancellation))
        {
            while (_migrator.Status().Version > 0)
            {
                _migrator.Down();
            }

            _migrator.Up();
        }

        Assert.Equal(before, await QueriesAsync());
        Assert.Equal(21, before.Count);
    }

    [Fact(Timeout = 120_000)]
    public async Task Members_ChangedByTwoFromTheSameVersion_TakeOnlyTheFirst()
    {
        Assert.Equal([true], await RunAsync("InsertMembershipVersionKey", ("DeploymentId", "c")));
        Assert.Equal([false], await RunAsync("InsertMembershipVersionKey", ("DeploymentId", "c")));

        var inserts = await Task.WhenAll(Enumerable.Range(1, 8).Select(silo => InsertAsync(silo, version: 0)));

        Assert.Single(inserts, added => added);
        Assert.False(await InsertAsync(Array.IndexOf(inserts, true) + 1, version: 1)); // that silo is there already
        Assert.True(await InsertAsync(20, version: 1));
        Assert.Equal([false], await UpdateAsync(20, version: 1, status: 6, suspects: null));
        Assert.Equal([false], await UpdateAsync(21, version: 2, status: 6, suspects: null));
        Assert.Equal([true], await UpdateAsync(20, version: 2, status: 6, suspects: "x"));
        Assert.Equal(2, (await RunAsync("MembershipReadAllKey", ("DeploymentId", "c"))).Count);
        Assert.Single(await RunAsync("MembershipReadRowKey", [("DeploymentId", "c"), .. Silo(20)]));
        Assert.Single(await RunAsync("GatewaysQueryKey", ("DeploymentId", "c"), ("Status", 3)));

        await RunAsync("CleanupDefunctSiloEntriesKey", ("DeploymentId", "c"), ("IAmAliveTime", _noon.AddDays(1)));
        Assert.Equal(2, (await RunAsync("MembershipReadAllKey", ("DeploymentId", "c"))).Count); // it is suspected by somebody
        await RunAsync("CleanupDefunctSiloEntryKey", [("DeploymentId", "c"), .. Silo(20), ("StartTime", _noon), ("IAmAliveTime", _noon), ("SuspectTimes", "x")]);
        Assert.Single(await RunAsync("MembershipReadAllKey", ("DeploymentId", "c")));
        await RunAsync("DeleteMembershipTableEntriesKey", ("DeploymentId", "c"));
        Assert.Empty(await RunAsync("MembershipReadAllKey", ("DeploymentId", "c")));
    }

    [Fact(Timeout = 120_000)]
    public async Task GrainStates_WrittenFromAStaleVersion_AreNotChanged()
    {
        Assert.Equal([1], await WriteAsync(null, 1));
        Assert.Empty(await WriteAsync(null, 2));
        Assert.Equal([2], await WriteAsync(1, 3));
        Assert.Empty(await WriteAsync(1, 4));
        Assert.Equal([3], Assert.IsType<byte[]>(Assert.Single(await RunAsync("ReadFromStorageKey", Grain()))));
        Assert.Equal([3], await RunAsync("ClearStorageKey", [.. Grain(), ("GrainStateVersion", 2)]));
        Assert.Equal([null], await RunAsync("ReadFromStorageKey", Grain()));
        Assert.Empty(await RunAsync("DeleteStorageKey", [.. Grain(), ("GrainStateVersion", 2)]));
        Assert.Equal([4], await RunAsync("DeleteStorageKey", [.. Grain(), ("GrainStateVersion", 3)]));
        Assert.Empty(await RunAsync("ReadFromStorageKey", Grain()));

        Task<List<object?>> WriteAsync(int? version, byte payload) =>
            RunAsync("WriteToStorageKey", [.. Grain(), ("GrainStateVersion", version), ("PayloadBinary", new byte[] { payload })]);
    }

    [Fact(Timeout = 120_000)]
    public async Task Reminders_ByGrainAndByRange_AreFoundUntilTheyAreDeleted()
    {
        foreach (var (name, hash) in (ReadOnlySpan<(string, int)>)[("low", -100), ("zero", 0), ("high", 100)])
        {
            Upsert(name, hash);
        }

        Assert.Equal([2], await RunAsync("UpsertReminderRowKey", Reminder("zero", 0)));
        Assert.Equal(3, (await RunAsync("ReadReminderRowsKey", ("ServiceId", "s"), ("GrainId", "g/1"))).Count);
        Assert.Single(await RunAsync("ReadReminderRowKey", ("ServiceId", "s"), ("GrainId", "g/1"), ("ReminderName", "high")));
        Assert.Equal(2, (await RunAsync("ReadRangeRows1Key", ("ServiceId", "s"), ("BeginHash", -100), ("EndHash", 100))).Count);
        Assert.Equal(2, (await RunAsync("ReadRangeRows2Key", ("ServiceId", "s"), ("BeginHash", 50), ("EndHash", -50))).Count);
        Assert.Equal([false], await DeleteAsync("zero", version: 1));
        Assert.Equal([true], await DeleteAsync("zero", version: 2));
        await RunAsync("DeleteReminderRowsKey", ("ServiceId", "s"));
        Assert.Empty(await RunAsync("ReadReminderRowsKey", ("ServiceId", "s"), ("GrainId", "g/1")));

        void Upsert(string name, int hash) =>
            Assert.Equal([1], RunAsync("UpsertReminderRowKey", Reminder(name, hash)).GetAwaiter().GetResult());

        Task<List<object?>> DeleteAsync(string name, int version) => RunAsync(
            "DeleteReminderRowKey", ("ServiceId", "s"), ("GrainId", "g/1"), ("ReminderName", name), ("Version", version));
    }

    private static (string, object?)[] Silo(int port) => [("Address", "10.0.0.1"), ("Port", port), ("Generation", 7)];

    private static (string, object?)[] Grain() =>
        [("ServiceId", "s"), ("GrainTypeString", "t"), ("GrainIdN0", 0L), ("GrainIdN1", 0L), ("GrainIdExtensionString", "k")];

    private static (string, object?)[] Reminder(string name, int hash) =>
        [("ServiceId", "s"), ("GrainId", "g/1"), ("ReminderName", name), ("GrainHash", hash), ("StartTime", _noon), ("Period", 60_000)];

    private async Task<bool> InsertAsync(int port, int version) => (await RunAsync(
        "InsertMembershipKey",
        [
            ("DeploymentId", "c"), .. Silo(port), ("SiloName", "n"), ("HostName", "h"), ("Status", 3), ("ProxyPort", 30_000),
            ("StartTime", _noon), ("IAmAliveTime", _noon), ("Version", version),
        ])) is [true];

    private Task<List<object?>> UpdateAsync(int port, int version, int status, string? suspects) => RunAsync(
        "UpdateMembershipKey",
        [
            ("DeploymentId", "c"), .. Silo(port), ("Status", status), ("SuspectTimes", suspects), ("IAmAliveTime", _noon),
            ("Version", version),
        ]);

    private async Task<SortedDictionary<string, string>> QueriesAsync()
    {
        await using var command = _data.CreateCommand("select QueryKey, QueryText from OrleansQuery");
        await using var reader = await command.ExecuteReaderAsync(Cancellation);
        var queries = new SortedDictionary<string, string>(StringComparer.Ordinal);
        while (await reader.ReadAsync(Cancellation))
        {
            queries.Add(reader.GetString(0), reader.GetString(1));
        }

        return queries;
    }

    /// <returns>The first column of each row.</returns>
    private async Task<List<object?>> RunAsync(string key, params (string Name, object? Value)[] parameters)
    {
        var queries = await QueriesAsync();
#pragma warning disable CA2100 // the statement under test
        await using var command = _data.CreateCommand(queries[key]);
#pragma warning restore CA2100
        foreach (var (name, value) in parameters)
        {
            command.Parameters.AddWithValue(name, value ?? DBNull.Value);
        }

        await using DbDataReader reader = await command.ExecuteReaderAsync(Cancellation);
        var first = new List<object?>();
        while (await reader.ReadAsync(Cancellation))
        {
            first.Add(await reader.IsDBNullAsync(0, Cancellation) ? null : reader.GetValue(0));
        }

        return first;
    }
}
