using Npgsql;
using NpgsqlTypes;

namespace AiDevFramework.Storage.Rows;

/// <summary>The values of many rows as one parameter: the statement is the same for any number of them, and stays prepared.</summary>
internal static class PostgresArray
{
    public static NpgsqlParameter Of<TRow, TValue>(IReadOnlyList<TRow> rows, Func<TRow, TValue> value, NpgsqlDbType elementType)
    {
        var values = new TValue[rows.Count];
        for (var index = 0; index < values.Length; index++)
        {
            values[index] = value(rows[index]);
        }

        return new NpgsqlParameter<TValue[]> { TypedValue = values, NpgsqlDbType = NpgsqlDbType.Array | elementType };
    }
}
