using System.Data.Common;
using AiDevFramework.Grains.Abstractions;

namespace AiDevFramework.Storage.Rows;

/// <summary>
/// Reads the columns of a result by name. What a column holds differs between SQLite and PostgreSQL; what comes out here does not.
/// The names are asked for once. Each is looked for first where the one before it was found, so that it is found at once where columns
/// are read in the order in which the query lists them.
/// </summary>
internal sealed class RowReader(DbDataReader row)
{
    private string[]? _names;
    private int _next;

    public bool IsNull(string column) => row.IsDBNull(OrdinalOf(column));

    public Guid Id(string column) => row.GetGuid(OrdinalOf(column));

    public Guid? OptionalId(string column) => OrdinalOf(column) is var ordinal && row.IsDBNull(ordinal) ? null : row.GetGuid(ordinal);

    public string Text(string column) => row.GetString(OrdinalOf(column));

    /// <summary>The UTF-8 of a text or of JSON.</summary>
    public byte[] Utf8(string column) => row.GetFieldValue<byte[]>(OrdinalOf(column));

    public string? OptionalText(string column) => OrdinalOf(column) is var ordinal && row.IsDBNull(ordinal) ? null : row.GetString(ordinal);

    public int Int(string column) => row.GetInt32(OrdinalOf(column));

    public int? OptionalInt(string column) => OrdinalOf(column) is var ordinal && row.IsDBNull(ordinal) ? null : row.GetInt32(ordinal);

    public long Long(string column) => row.GetInt64(OrdinalOf(column));

    public long? OptionalLong(string column) => OrdinalOf(column) is var ordinal && row.IsDBNull(ordinal) ? null : row.GetInt64(ordinal);

    public DateOnly Day(string column) => row.GetFieldValue<DateOnly>(OrdinalOf(column));

    /// <summary>US dollars, rounded as all are.</summary>
    public decimal Usd(string column) => Grains.Abstractions.Usd.Normalize(row.GetDecimal(OrdinalOf(column)));

    /// <inheritdoc cref="Usd"/>
    public decimal? OptionalUsd(string column) =>
        OrdinalOf(column) is var ordinal && row.IsDBNull(ordinal) ? null : Grains.Abstractions.Usd.Normalize(row.GetDecimal(ordinal));

    public DateTimeOffset Time(string column) => row.GetFieldValue<DateTimeOffset>(OrdinalOf(column));

    public DateTimeOffset? OptionalTime(string column) =>
        OrdinalOf(column) is var ordinal && row.IsDBNull(ordinal) ? null : row.GetFieldValue<DateTimeOffset>(ordinal);

    public TEnum Name<TEnum>(string column)
        where TEnum : struct, Enum => WireName.Parse<TEnum>(Text(column));

    public TEnum? OptionalName<TEnum>(string column)
        where TEnum : struct, Enum => OptionalText(column) is { } name ? WireName.Parse<TEnum>(name) : null;

    private int OrdinalOf(string column)
    {
        _names ??= [.. Enumerable.Range(0, row.FieldCount).Select(row.GetName)];
        for (var tried = 0; tried < _names.Length; tried++)
        {
            var ordinal = _next;
            _next = ordinal + 1 < _names.Length ? ordinal + 1 : 0;
            if (_names[ordinal] == column)
            {
                return ordinal;
            }
        }

        throw new InvalidOperationException($"The query lists no column {column}, but {string.Join(", ", _names)}.");
    }
}
