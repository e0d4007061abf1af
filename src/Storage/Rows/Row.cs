using AiDevFramework.Grains.Abstractions;

namespace AiDevFramework.Storage.Rows;

/// <summary>
/// The lines of a <see cref="Table{TRow}"/>. Each returns the column's value of the row that is read, and takes where the record to be
/// written holds it. <c>changes</c> says whether the value of a row that is stored already is replaced when it is written again.
/// </summary>
internal abstract class Row<TRow>
{
    public abstract Guid Id(string column, Func<TRow, Guid> value);

    public abstract Guid? OptionalId(string column, Func<TRow, Guid?> value);

    public abstract string Text(string column, Func<TRow, string> value, bool changes = false);

    public abstract string? OptionalText(string column, Func<TRow, string?> value, bool changes = false);

    /// <summary>A text that is kept as its UTF-8.</summary>
    public abstract Utf8Text Utf8(string column, Func<TRow, Utf8Text> value, bool changes = false);

    /// <summary>JSON as text.</summary>
    public abstract string JsonText(string column, Func<TRow, string> value, bool changes = false);

    public abstract string? OptionalJsonText(string column, Func<TRow, string?> value, bool changes = false);

    /// <summary>An object as JSON.</summary>
    public abstract TValue Json<TValue>(string column, Func<TRow, TValue> value, bool changes = false);

    /// <summary>An object as JSON, where there is one.</summary>
    public abstract TValue? OptionalJson<TValue>(string column, Func<TRow, TValue?> value, bool changes = false)
        where TValue : class;

    /// <summary>A value of an enumeration, as it is spelled on the wire.</summary>
    public abstract TEnum Name<TEnum>(string column, Func<TRow, TEnum> value, bool changes = false)
        where TEnum : struct, Enum;

    public abstract TEnum? OptionalName<TEnum>(string column, Func<TRow, TEnum?> value, bool changes = false)
        where TEnum : struct, Enum;

    public abstract int Int(string column, Func<TRow, int> value, bool changes = false);

    public abstract int? OptionalInt(string column, Func<TRow, int?> value, bool changes = false);

    public abstract long Long(string column, Func<TRow, long> value, bool changes = false);

    /// <summary>US dollars.</summary>
    public abstract decimal? Usd(string column, Func<TRow, decimal?> value, bool changes = false);

    public abstract DateTimeOffset Time(string column, Func<TRow, DateTimeOffset> value, bool changes = false);

    public abstract DateTimeOffset? OptionalTime(string column, Func<TRow, DateTimeOffset?> value, bool changes = false);

    /// <summary>A number that the group commit reads and never writes.</summary>
    public abstract int ReadInt(string column);
}
