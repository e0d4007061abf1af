using AiDevFramework.Grains.Abstractions.Projects;
using AiDevFramework.Storage.Rows;
using Microsoft.Data.Sqlite;

namespace AiDevFramework.Grains.Tests.Storage.Rows;

public sealed class TableTests : IDisposable
{
    private static readonly Table<Thing> _things = new("things", row => new Thing(
        row.Id("id", thing => thing.Id),
        row.OptionalText("note", thing => thing.Note, changes: true),
        row.Name("status", thing => thing.Status, changes: true),
        row.OptionalTime("at", thing => thing.At))
    {
        Checks = row.ReadInt("checks"),
    });

    private readonly SqliteConnection _connection = new("Data Source=:memory:");

    public TableTests() => _connection.Open();

    public void Dispose() => _connection.Dispose();

    [Fact]
    public void Parts_OfStatements_AreMadeOfTheLines()
    {
        var number = 7;

        Assert.Equal("id, note, status, at, checks", _things.ReadColumns);
        Assert.Equal("id, note, status, at", _things.Columns);
        Assert.Equal("?1, ?2, ?3, ?4", _things.Marks);
        Assert.Equal("note = excluded.note, status = excluded.status", _things.Excluded);
        Assert.Equal("unnest($7::uuid[], $8::text[], $9::text[], $10::timestamptz[]) as t (id, note, status, at)", _things.Unnest(ref number));
        Assert.Equal(11, number);
    }

    [Fact]
    public void ChangesOf_AKey_AreTheKeyAndWhatChanges()
    {
        var changes = _things.ChangesOf("id");

        Assert.Equal("id, note, status", changes.Columns);
        Assert.Equal("note = ?2, status = ?3", changes.MarksSet);
        Assert.Equal("note = input.note, status = input.status", changes.Set("input"));
        Assert.Equal("?3", changes.MarkOf("status"));
    }

    [Fact]
    public void Unnested_OfJson_IsCast()
    {
        var table = new Table<Thing>("things", row => new Thing(
            row.Id("id", thing => thing.Id), row.Json("data", thing => thing.Note, changes: true), default, null));

        Assert.Equal("t.id, t.data::jsonb", table.Unnested);
        Assert.Equal("data = input.data::jsonb", table.Set("input"));
        Assert.Equal("data = excluded.data", table.Excluded); // SQLite knows no casts of this kind
    }

    [Theory]
    [InlineData("id, note, status, at, checks")]
    [InlineData("checks, at, status, note, id")]
    [InlineData("'more' as more, id, at, status, 'more' as again, note, checks")]
    public void Read_OfColumnsInAnyOrder_GoesByTheirNames(string columns)
    {
        Thing[] stored =
        [
            new(Guid.NewGuid(), "a note", WorkflowStatus.Processing, new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero)) { Checks = 3 },
            new(Guid.NewGuid(), null, WorkflowStatus.Cancelled, null) { Checks = 4 },
        ];
        Execute("create table things (id text, note text, status text, at text, checks integer)");
        foreach (var thing in stored)
        {
            using var insert = Command($"insert into things ({_things.Columns}, checks) values ({_things.Marks}, {thing.Checks})");
            for (var number = 1; number <= 4; number++)
            {
                insert.Parameters.Add(new SqliteParameter($"?{number}", null));
            }

            _things.Fill(insert.Parameters, thing);
            insert.ExecuteNonQuery();
        }

        using var select = Command($"select {columns} from things order by checks");
        using var reader = select.ExecuteReader();
        var row = new StoredRow<Thing>(new RowReader(reader));
        List<Thing> read = [];
        while (reader.Read())
        {
            read.Add(_things.Read(row));
        }

        Assert.Equal(stored, read);
    }

    [Fact]
    public void Read_OfAColumnThatTheQueryLacks_NamesIt()
    {
        using var select = Command("select 1 as one, 2 as two");
        using var reader = select.ExecuteReader();
        Assert.True(reader.Read());

        var missing = Assert.Throws<InvalidOperationException>(() => new RowReader(reader).Int("three"));

        Assert.Equal("The query lists no column three, but one, two.", missing.Message);
    }

    private void Execute(string sql)
    {
        using var command = Command(sql);
        command.ExecuteNonQuery();
    }

    private SqliteCommand Command(string sql)
    {
        var command = _connection.CreateCommand();
#pragma warning disable CA2100 // the test's own texts
        command.CommandText = sql;
#pragma warning restore CA2100
        return command;
    }

    private sealed record Thing(Guid Id, string? Note, WorkflowStatus Status, DateTimeOffset? At)
    {
        public int Checks { get; init; }
    }
}
