using System.Text;
using AiDevFramework.Grains.Abstractions;

namespace AiDevFramework.Storage.Rows;

/// <summary>Reads the columns of the reader's present row.</summary>
internal sealed class StoredRow<TRow>(RowReader row) : Row<TRow>
{
    public override Guid Id(string column, Func<TRow, Guid> value) => row.Id(column);

    public override Guid? OptionalId(string column, Func<TRow, Guid?> value) => row.OptionalId(column);

    public override string Text(string column, Func<TRow, string> value, bool changes = false) => row.Text(column);

    public override string? OptionalText(string column, Func<TRow, string?> value, bool changes = false) => row.OptionalText(column);

    public override Utf8Text Utf8(string column, Func<TRow, Utf8Text> value, bool changes = false) => new(row.Utf8(column));

    public override string JsonText(string column, Func<TRow, string> value, bool changes = false) => row.Text(column);

    public override string? OptionalJsonText(string column, Func<TRow, string?> value, bool changes = false) => row.OptionalText(column);

    public override TValue Json<TValue>(string column, Func<TRow, TValue> value, bool changes = false) =>
        StoreJson.Read<TValue>(row.Utf8(column));

    public override TValue? OptionalJson<TValue>(string column, Func<TRow, TValue?> value, bool changes = false)
        where TValue : class => row.OptionalText(column) is { } json ? StoreJson.Read<TValue>(Encoding.UTF8.GetBytes(json)) : null;

    public override TEnum Name<TEnum>(string column, Func<TRow, TEnum> value, bool changes = false) => row.Name<TEnum>(column);

    public override TEnum? OptionalName<TEnum>(string column, Func<TRow, TEnum?> value, bool changes = false) =>
        row.OptionalName<TEnum>(column);

    public override int Int(string column, Func<TRow, int> value, bool changes = false) => row.Int(column);

    public override int? OptionalInt(string column, Func<TRow, int?> value, bool changes = false) => row.OptionalInt(column);

    public override long Long(string column, Func<TRow, long> value, bool changes = false) => row.Long(column);

    public override decimal? Usd(string column, Func<TRow, decimal?> value, bool changes = false) => row.OptionalUsd(column);

    public override DateTimeOffset Time(string column, Func<TRow, DateTimeOffset> value, bool changes = false) => row.Time(column);

    public override DateTimeOffset? OptionalTime(string column, Func<TRow, DateTimeOffset?> value, bool changes = false) =>
        row.OptionalTime(column);

    public override int ReadInt(string column) => row.Int(column);
}
