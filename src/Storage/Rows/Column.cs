using Npgsql;

namespace AiDevFramework.Storage.Rows;

/// <summary>A column that the group commit writes.</summary>
/// <param name="Type">PostgreSQL's type of the values in an array.</param>
/// <param name="Cast">Appended to such a value where the column has another type; else empty.</param>
/// <param name="Changes">Whether the value of a row that is stored already is replaced when the row is written again.</param>
/// <param name="IsUtf8">Whether SQLite gets bytes for a text: a blob to its driver, which the statement makes a text of.</param>
/// <param name="ArrayOf">Makes one parameter of the values of many rows, for PostgreSQL.</param>
/// <param name="ValueOf">Gives the value of one row as SQLite holds it.</param>
internal sealed record Column<TRow>(
    string Name,
    string Type,
    string Cast,
    bool Changes,
    bool IsUtf8,
    Func<IReadOnlyList<TRow>, NpgsqlParameter> ArrayOf,
    Func<TRow, object?> ValueOf);
