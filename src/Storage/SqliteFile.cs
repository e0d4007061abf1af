using AiDevFramework.Settings;
using Microsoft.Data.Sqlite;

namespace AiDevFramework.Storage;

/// <summary>The SQLite file before anybody works with it: made where it is missing, checked where it is there.</summary>
internal static class SqliteFile
{
    /// <exception cref="DatabaseStartException">What is there is no database that can be used.</exception>
    /// <exception cref="SqliteException">SQLite refuses it.</exception>
    public static void Prepare(string path)
    {
        DataFolder.MakeFor(path);
        if (Directory.Exists(path))
        {
            throw new DatabaseStartException(
                $"{path} is a folder, and the database file is expected there. Move it away, or set DATA_DIR to another folder.");
        }

        if (!File.Exists(path))
        {
            Make(path);
        }
        else if (new FileInfo(path).Length == 0)
        {
            throw new DatabaseStartException(
                $"The database file {path} is empty: it holds no projects and was not made by this service. "
                + "Put a backup in its place, or delete it to begin anew.");
        }

        using var connection = Open(path);
        using var command = connection.CreateCommand();
        command.CommandText = "pragma journal_mode = wal; pragma quick_check;";
        using var reader = command.ExecuteReader();
        if (reader.NextResult() && reader.Read() && reader.GetString(0) is var verdict && verdict != "ok")
        {
            throw new DatabaseStartException(
                $"The SQLite file {path} is damaged: {verdict}. Put a backup in its place, or move it away to begin anew.");
        }
    }

    /// <summary>Under another name first, so that an end in the middle leaves no empty database behind. SQLite gives the journals beside
    /// it the mode of the file.</summary>
    private static void Make(string path)
    {
        var unfinished = path + ".new";
        File.Delete(unfinished);
        DataFolder.OpenAlone(unfinished).Dispose();
        using (var connection = Open(unfinished))
        using (var command = connection.CreateCommand())
        {
            command.CommandText = "pragma journal_mode = wal; create table made (at text); drop table made;"; // writes the header
            command.ExecuteNonQuery();
        }

        File.Move(unfinished, path);
    }

    private static SqliteConnection Open(string path)
    {
        var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadWrite, Pooling = false }.ConnectionString);
        connection.Open();
        return connection;
    }
}
