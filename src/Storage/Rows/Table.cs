using Microsoft.Data.Sqlite;
using Npgsql;

namespace AiDevFramework.Storage.Rows;

/// <summary>
/// A table whose columns are listed once, as lines of <see cref="Row{TRow}"/>: each says a column's name and kind, and where the record
/// holds its value. The same lines write and read, on both databases. The parts of statements that are made of them here are made once.
/// </summary>
internal sealed class Table<TRow>
{
    private readonly Func<Row<TRow>, TRow> _lines;
    private readonly IReadOnlyList<Column<TRow>> _columns;

    /// <param name="lines">Makes a record of a row: one line for each column, always all of them in the same order.</param>
    public Table(string name, Func<Row<TRow>, TRow> lines)
    {
        var listing = new ColumnListing<TRow>();
        lines(listing);
        (Name, _lines, _columns, ReadColumns) = (name, lines, listing.Written, string.Join(", ", listing.Read));
    }

    private Table(Table<TRow> table, IReadOnlyList<Column<TRow>> columns) =>
        (Name, _lines, _columns, ReadColumns) = (table.Name, table._lines, columns, table.ReadColumns);

    public string Name { get; }

    /// <summary>What a query lists so that <see cref="Read"/> finds it.</summary>
    public string ReadColumns { get; }

    /// <summary>What an insert lists.</summary>
    public string Columns => Join(column => column.Name);

    /// <summary>The columns of <see cref="Columns"/> as <see cref="Unnest"/> names them, in the types of the table.</summary>
    public string Unnested => Join(column => $"t.{column.Name}{column.Cast}");

    /// <summary>SQLite's parameters, one for each of <see cref="Columns"/>.</summary>
    public string Marks => Join(column => MarkOf(column.Name));

    /// <summary>What an insert does to a row that it finds, in both databases.</summary>
    public string Excluded => JoinChanges(column => $"{column.Name} = excluded.{column.Name}");

    /// <summary>SQLite's parameters, set to the columns that change.</summary>
    public string MarksSet => JoinChanges(column => $"{column.Name} = {MarkOf(column.Name)}");

    /// <summary>The columns that change, after the one that says which row it is.</summary>
    public Table<TRow> ChangesOf(string key) => new(this, [.. _columns.Where(column => column.Changes || column.Name == key)]);

    /// <summary>PostgreSQL's values of an unnested input, set to the columns that change.</summary>
    public string Set(string input) => JoinChanges(column => $"{column.Name} = {input}.{column.Name}{column.Cast}");

    /// <summary>PostgreSQL's arrays as a table <c>t</c>.</summary>
    /// <param name="number">The number of the first parameter; afterwards the number after the last one.</param>
    public string Unnest(ref int number)
    {
        var first = number;
        number += _columns.Count;
        return $"unnest({string.Join(", ", _columns.Select((column, index) => $"${first + index}::{column.Type}[]"))}) as t ({Columns})";
    }

    /// <returns>SQLite's parameter for a column.</returns>
    public string MarkOf(string name)
    {
        var (index, column) = _columns.Index().Single(item => item.Item.Name == name);
        return column.IsUtf8 ? $"cast(?{index + 1} as text)" : $"?{index + 1}";
    }

    /// <summary>Adds the parameters of <see cref="Unnest"/>.</summary>
    public void AddArrays(NpgsqlParameterCollection parameters, IReadOnlyList<TRow> rows)
    {
        foreach (var column in _columns)
        {
            parameters.Add(column.ArrayOf(rows));
        }
    }

    /// <summary>Gives the parameters of <see cref="Marks"/> their values.</summary>
    public void Fill(SqliteParameterCollection parameters, TRow row)
    {
        for (var index = 0; index < _columns.Count; index++)
        {
            parameters[index].Value = _columns[index].ValueOf(row) ?? DBNull.Value;
        }
    }

    public TRow Read(Row<TRow> row) => _lines(row);

    private string Join(Func<Column<TRow>, string> part) => string.Join(", ", _columns.Select(part));

    private string JoinChanges(Func<Column<TRow>, string> part) => string.Join(", ", _columns.Where(column => column.Changes).Select(part));
}
