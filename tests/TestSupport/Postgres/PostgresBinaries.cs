using System.Globalization;
using AiDevFramework.TestSupport.Processes;

namespace AiDevFramework.TestSupport.Postgres;

/// <summary>Where the PostgreSQL server's programs are.</summary>
internal sealed record PostgresBinaries(string InitDb, string Postgres)
{
    private const string DebianRoot = "/usr/lib/postgresql";

    /// <summary>Looks in PATH, then takes the newest of Debian's versions.</summary>
    /// <exception cref="InvalidOperationException">There are none; the message says what to do.</exception>
    public static PostgresBinaries Find() =>
        Debian().Prepend((InitDb: Executables.Find("initdb"), Postgres: Executables.Find("postgres")))
            .Where(pair => File.Exists(pair.InitDb) && File.Exists(pair.Postgres))
            .Select(pair => new PostgresBinaries(pair.InitDb!, pair.Postgres!))
            .FirstOrDefault()
        ?? throw new InvalidOperationException(
            $"The tests need a PostgreSQL server, and initdb and postgres are neither in PATH nor below {DebianRoot}. "
            + "Run ./test.sh, which installs them, install PostgreSQL 14 or newer (Debian: apt-get install postgresql), "
            + $"or set {PostgresServer.OverrideVariable} to the connection string of a server.");

    private static IEnumerable<(string? InitDb, string? Postgres)> Debian() => !Directory.Exists(DebianRoot) ? [] :
        Directory.EnumerateDirectories(DebianRoot)
            .OrderByDescending(folder => int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var version) ? version : 0)
            .Select(folder => ((string?)Path.Combine(folder, "bin", "initdb"), (string?)Path.Combine(folder, "bin", "postgres")));
}
