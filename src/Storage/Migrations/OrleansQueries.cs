namespace AiDevFramework.Storage.Migrations;

/// <summary>
/// The statements that the providers of Orleans 10.4 run. Each is one statement and so one transaction: a change of members and
/// the cluster's next version are stored together or not at all.
/// </summary>
internal static class OrleansQueries
{
    public static readonly IReadOnlyDictionary<string, string> All = new Dictionary<string, string>
    {
        // ---- members ----------------------------------------------------------------------------------------------------
        ["GatewaysQueryKey"] = """
            select address as Address, gateway_port as ProxyPort, generation as Generation
              from orleans_members
             where cluster_id = @DeploymentId and status = @Status and gateway_port > 0
            """,

        ["MembershipReadAllKey"] =
            $"""
            {ReadMembers}
             where clusters.cluster_id = @DeploymentId
            """,

        ["MembershipReadRowKey"] =
            $"""
            {ReadMembers}
               and members.address = @Address and members.port = @Port and members.generation = @Generation
             where clusters.cluster_id = @DeploymentId
            """,

        ["InsertMembershipVersionKey"] = """
            with added as (
                insert into orleans_clusters (cluster_id, version)
                values (@DeploymentId, 0)
                    on conflict (cluster_id) do nothing
                returning 1
            )
            select exists (select from added)
            """,

        // Of two silos that change the members of one version, the second waits for the first and then finds the version moved.
        ["InsertMembershipKey"] = """
            with moved as (
                update orleans_clusters
                   set version = version + 1, updated_at = now()
                 where cluster_id = @DeploymentId
                   and version = @Version
                   and not exists (
                       select from orleans_members
                        where cluster_id = @DeploymentId
                          and address = @Address and port = @Port and generation = @Generation)
                returning cluster_id
            ), added as (
                insert into orleans_members (
                       cluster_id, address, port, generation, silo_name, host_name, status, gateway_port, started_at, alive_at)
                select cluster_id, @Address, @Port, @Generation, @SiloName, @HostName, @Status, @ProxyPort, @StartTime, @IAmAliveTime
                  from moved
                returning 1
            )
            select exists (select from added)
            """,

        ["UpdateMembershipKey"] = """
            with moved as (
                update orleans_clusters
                   set version = version + 1, updated_at = now()
                 where cluster_id = @DeploymentId
                   and version = @Version
                   and exists (
                       select from orleans_members
                        where cluster_id = @DeploymentId
                          and address = @Address and port = @Port and generation = @Generation)
                returning cluster_id
            ), changed as (
                update orleans_members
                   set status = @Status, suspect_times = @SuspectTimes, alive_at = @IAmAliveTime
                  from moved
                 where orleans_members.cluster_id = moved.cluster_id
                   and address = @Address and port = @Port and generation = @Generation
                returning 1
            )
            select exists (select from changed)
            """,

        ["UpdateIAmAlivetimeKey"] = """
            update orleans_members
               set alive_at = @IAmAliveTime
             where cluster_id = @DeploymentId
               and address = @Address and port = @Port and generation = @Generation
            """,

        ["DeleteMembershipTableEntriesKey"] = "delete from orleans_clusters where cluster_id = @DeploymentId",

        ["CleanupDefunctSiloEntriesKey"] =
            $"""
            delete from orleans_members
             where cluster_id = @DeploymentId
               and status = {Dead}
               and started_at < @IAmAliveTime and alive_at < @IAmAliveTime
               and coalesce(suspect_times, '') = ''
            """,

        // One row, and only as the caller read it: another silo may have changed it since.
        ["CleanupDefunctSiloEntryKey"] =
            $"""
            delete from orleans_members
             where cluster_id = @DeploymentId
               and status = {Dead}
               and address = @Address and port = @Port and generation = @Generation
               and started_at = @StartTime and alive_at = @IAmAliveTime
               and coalesce(suspect_times, '') = coalesce(@SuspectTimes, '')
            """,

        // ---- states of grains: the subscriptions of streams --------------------------------------------------------------
        ["ReadFromStorageKey"] =
            $"""
            select payload as PayloadBinary, version as Version
              from orleans_grain_states
             where {IsGrain}
            """,

        // No row in the answer: another activation has written since. A first write carries no version.
        ["WriteToStorageKey"] =
            $"""
            with changed as (
                update orleans_grain_states
                   set payload = @PayloadBinary, version = version + 1, updated_at = now()
                 where {IsGrain}
                   and version = @GrainStateVersion::integer
                returning version
            ), added as (
                insert into orleans_grain_states (service_id, grain_type, key_high, key_low, key_text, payload, version)
                select @ServiceId, @GrainTypeString, @GrainIdN0, @GrainIdN1, coalesce(@GrainIdExtensionString, ''), @PayloadBinary, 1
                 where @GrainStateVersion::integer is null
                    on conflict do nothing
                returning version
            )
            select version as NewGrainStateVersion from changed
            union all
            select version from added
            """,

        ["ClearStorageKey"] =
            $"""
            update orleans_grain_states
               set payload = null, version = version + 1, updated_at = now()
             where {IsGrain}
               and version = @GrainStateVersion::integer
            returning version as NewGrainStateVersion
            """,

        ["DeleteStorageKey"] =
            $"""
            delete from orleans_grain_states
             where {IsGrain}
               and version = @GrainStateVersion::integer
            returning version + 1 as NewGrainStateVersion
            """,

        // ---- reminders ---------------------------------------------------------------------------------------------------
        ["ReadReminderRowsKey"] = $"{ReadReminders} where service_id = @ServiceId and grain_id = @GrainId",

        ["ReadReminderRowKey"] =
            $"{ReadReminders} where service_id = @ServiceId and grain_id = @GrainId and name = @ReminderName",

        ["ReadRangeRows1Key"] =
            $"{ReadReminders} where service_id = @ServiceId and grain_hash > @BeginHash and grain_hash <= @EndHash",

        ["ReadRangeRows2Key"] = // the range that goes round the end of the ring
            $"{ReadReminders} where service_id = @ServiceId and (grain_hash > @BeginHash or grain_hash <= @EndHash)",

        ["UpsertReminderRowKey"] = """
            insert into orleans_reminders (service_id, grain_id, name, grain_hash, start_at, period_ms, version)
            values (@ServiceId, @GrainId, @ReminderName, @GrainHash, @StartTime, @Period, 1)
                on conflict (service_id, grain_id, name) do update
               set grain_hash = excluded.grain_hash,
                   start_at   = excluded.start_at,
                   period_ms  = excluded.period_ms,
                   version    = orleans_reminders.version + 1
            returning version as Version
            """,

        ["DeleteReminderRowKey"] = """
            with removed as (
                delete from orleans_reminders
                 where service_id = @ServiceId and grain_id = @GrainId and name = @ReminderName and version = @Version
                returning 1
            )
            select exists (select from removed)
            """,

        ["DeleteReminderRowsKey"] = "delete from orleans_reminders where service_id = @ServiceId",
    };

    /// <summary><c>SiloStatus.Dead</c>.</summary>
    private const string Dead = "6";

    /// <summary>A cluster without members is one row of nulls.</summary>
    private const string ReadMembers = """
        select members.address as Address, members.port as Port, members.generation as Generation,
               members.silo_name as SiloName, members.host_name as HostName, members.status as Status,
               members.gateway_port as ProxyPort, members.suspect_times as SuspectTimes,
               members.started_at as StartTime, members.alive_at as IAmAliveTime, clusters.version as Version
          from orleans_clusters as clusters
          left join orleans_members as members on members.cluster_id = clusters.cluster_id
        """;

    private const string IsGrain = """
        service_id = @ServiceId and grain_type = @GrainTypeString
               and key_high = @GrainIdN0 and key_low = @GrainIdN1 and key_text = coalesce(@GrainIdExtensionString, '')
        """;

    private const string ReadReminders = """
        select grain_id as GrainId, name as ReminderName, start_at as StartTime, period_ms as Period, version as Version
          from orleans_reminders
        """;
}
