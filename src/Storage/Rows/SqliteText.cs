using AiDevFramework.Grains.Abstractions;

namespace AiDevFramework.Storage.Rows;

/// <summary>Ids and times as SQLite holds them: texts that sort and compare as the values do.</summary>
internal static class SqliteText
{
    public static string Of(Guid id) => id.ToString("D"); // lower case

    public static string Of(DateOnly day) => day.ToString("O", null);

    public static string Of(DateTimeOffset time) => WireTime.Format(time);

    public static string? Of(DateTimeOffset? time) => time is { } known ? Of(known) : null;
}
