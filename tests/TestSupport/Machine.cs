using System.Globalization;

namespace AiDevFramework.TestSupport;

/// <summary>The machine that the tests run on, which may have other things to do.</summary>
internal static class Machine
{
    /// <summary>A limit of wall-clock time that a quiet machine keeps, and what this one may take now: as many times longer as
    /// processes wait for each of its cores, by the load of the last minute.</summary>
    /// <param name="most">The largest factor.</param>
    public static TimeSpan Allow(TimeSpan limit, double most = 10) => limit * Math.Clamp(Load() / Environment.ProcessorCount, 1, most);

    /// <returns>Processes that ran or waited for a core, on average over the last minute; 0 where the system does not tell.</returns>
    private static double Load() => File.Exists("/proc/loadavg")
        ? double.Parse(File.ReadAllText("/proc/loadavg").Split(' ')[0], CultureInfo.InvariantCulture)
        : 0;
}
