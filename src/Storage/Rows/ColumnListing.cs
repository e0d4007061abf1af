using AiDevFramework.Grains.Abstractions;
using NpgsqlTypes;

namespace AiDevFramework.Storage.Rows;

/// <summary>Collects the columns that the lines of a table name. The record that the lines return is thrown away.</summary>
internal sealed class ColumnListing<TRow> : Row<TRow>
{
    private const string ToJson = "::jsonb";

    private readonly List<Column<TRow>> _written = [];
    private readonly List<string> _read = [];

    /// <summary>The columns that the group commit writes.</summary>
    public IReadOnlyList<Column<TRow>> Written => _written;

    /// <summary>The names of all columns.</summary>
    public IReadOnlyList<string> Read => _read;

    public override Guid Id(string column, Func<TRow, Guid> value)
    {
        Add(column, "uuid", NpgsqlDbType.Uuid, changes: false, value, row => SqliteText.Of(value(row)));
        return default;
    }

    public override Guid? OptionalId(string column, Func<TRow, Guid?> value)
    {
        Add(column, "uuid", NpgsqlDbType.Uuid, changes: false, value, row => value(row) is { } known ? SqliteText.Of(known) : null);
        return null;
    }

    public override string Text(string column, Func<TRow, string> value, bool changes = false) => AddText(column, value, changes);

    public override string? OptionalText(string column, Func<TRow, string?> value, bool changes = false) => AddText(column, value, changes);

    public override Utf8Text Utf8(string column, Func<TRow, Utf8Text> value, bool changes = false)
    {
        AddUtf8(column, row => value(row).Bytes, changes);
        return default;
    }

    public override string JsonText(string column, Func<TRow, string> value, bool changes = false) =>
        AddText(column, value, changes, ToJson);

    public override string? OptionalJsonText(string column, Func<TRow, string?> value, bool changes = false) =>
        AddText(column, value, changes, ToJson);

    public override TValue Json<TValue>(string column, Func<TRow, TValue> value, bool changes = false)
    {
        AddUtf8(column, row => StoreJson.WriteUtf8(value(row)), changes, ToJson);
        return default!;
    }

    public override TValue? OptionalJson<TValue>(string column, Func<TRow, TValue?> value, bool changes = false)
        where TValue : class
    {
        AddText(column, row => value(row) is { } some ? StoreJson.Write(some) : null, changes, ToJson);
        return null;
    }

    public override TEnum Name<TEnum>(string column, Func<TRow, TEnum> value, bool changes = false)
    {
        AddText(column, row => WireName.Of(value(row)), changes);
        return default;
    }

    public override TEnum? OptionalName<TEnum>(string column, Func<TRow, TEnum?> value, bool changes = false)
    {
        AddText(column, row => value(row) is { } known ? WireName.Of(known) : null, changes);
        return default;
    }

    public override int Int(string column, Func<TRow, int> value, bool changes = false)
    {
        Add(column, "int", NpgsqlDbType.Integer, changes, value, row => value(row));
        return default;
    }

    public override int? OptionalInt(string column, Func<TRow, int?> value, bool changes = false)
    {
        Add(column, "int", NpgsqlDbType.Integer, changes, value, row => value(row));
        return default;
    }

    public override long Long(string column, Func<TRow, long> value, bool changes = false)
    {
        Add(column, "bigint", NpgsqlDbType.Bigint, changes, value, row => value(row));
        return default;
    }

    public override decimal? Usd(string column, Func<TRow, decimal?> value, bool changes = false)
    {
        Add(column, "numeric", NpgsqlDbType.Numeric, changes, value, row => value(row));
        return default;
    }

    public override DateTimeOffset Time(string column, Func<TRow, DateTimeOffset> value, bool changes = false)
    {
        Add(column, "timestamptz", NpgsqlDbType.TimestampTz, changes, row => value(row).UtcDateTime, row => SqliteText.Of(value(row)));
        return default;
    }

    public override DateTimeOffset? OptionalTime(string column, Func<TRow, DateTimeOffset?> value, bool changes = false)
    {
        Add(column, "timestamptz", NpgsqlDbType.TimestampTz, changes, row => value(row)?.UtcDateTime, row => SqliteText.Of(value(row)));
        return default;
    }

    public override int ReadInt(string column)
    {
        _read.Add(column);
        return default;
    }

    /// <returns>A text for the record that is thrown away.</returns>
    private string AddText(string column, Func<TRow, string?> value, bool changes, string cast = "")
    {
        Add(column, "text", NpgsqlDbType.Text, changes, value, value, cast);
        return "";
    }

    private void AddUtf8(string column, Func<TRow, byte[]> value, bool changes, string cast = "") =>
        Add(column, "text", NpgsqlDbType.Text, changes, value, value, cast, isUtf8: true);

    private void Add<TValue>(
        string column, string type, NpgsqlDbType elementType, bool changes, Func<TRow, TValue> value, Func<TRow, object?> sqlite,
        string cast = "", bool isUtf8 = false)
    {
        _read.Add(column);
        _written.Add(new Column<TRow>(column, type, cast, changes, isUtf8, rows => PostgresArray.Of(rows, value, elementType), sqlite));
    }
}
