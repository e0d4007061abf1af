using AiDevFramework.Grains.Abstractions;

namespace AiDevFramework.Storage.Rows;

/// <summary>How SQLite, which has neither, holds ids and times: as texts that sort and compare as they should.</summary>
internal static class SqliteText
{
    public static string Of(Guid id) => id.ToString("D"); // lower case

    public static string Of(DateOnly day) => day.ToString("O", null);

    public static string Of(DateTimeOffset time) => WireTime.Format(time);

    public static string? Of(DateTimeOffset? time) => time is { } known ? Of(known) : null;
}
