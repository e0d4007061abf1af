using System.Data.Common;
using AiDevFramework.Grains.Abstractions;

namespace AiDevFramework.Storage;

/// <summary>
/// Reads a row's columns one after the other, in the order the query lists them. What a column holds differs between SQLite
/// and PostgreSQL; what comes out here does not.
/// </summary>
internal sealed class RowReader(DbDataReader row)
{
    private int _column;

    /// <summary>Begins with the row's first column.</summary>
    public RowReader Restart()
    {
        _column = 0;
        return this;
    }

    public Guid Id() => row.GetGuid(_column++);

    public Guid? OptionalId() => IsNull() ? null : Id();

    public string Text() => row.GetString(_column++);

    public string? OptionalText() => IsNull() ? null : Text();

    public int Int() => row.GetInt32(_column++);

    public int? OptionalInt() => IsNull() ? null : Int();

    public long Long() => row.GetInt64(_column++);

    public long? OptionalLong() => IsNull() ? null : Long();

    public decimal Decimal() => row.GetDecimal(_column++);

    public decimal? OptionalUsd() => IsNull() ? null : Usd.Normalize(Decimal());

    public DateTimeOffset Time() => row.GetFieldValue<DateTimeOffset>(_column++);

    public DateTimeOffset? OptionalTime() => IsNull() ? null : Time();

    public T Name<T>()
        where T : struct, Enum => WireName.Parse<T>(Text());

    public T? OptionalName<T>()
        where T : struct, Enum => IsNull() ? null : Name<T>();

    public T Json<T>() => StoreJson.Read<T>(Text());

    /// <summary>Steps over the column where it is null, for the callers above.</summary>
    private bool IsNull()
    {
        if (!row.IsDBNull(_column))
        {
            return false;
        }

        _column++;
        return true;
    }
}
