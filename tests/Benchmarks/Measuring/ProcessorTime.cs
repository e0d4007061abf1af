using System.Globalization;

namespace AiDevFramework.Benchmarks.Measuring;

/// <summary>Processor time as Linux accounts for it, to a hundredth of a second.</summary>
internal static class ProcessorTime
{
    private const double TicksPerSecond = 100; // USER_HZ, the same on every Linux

    public static TimeSpan Of(int processId) => TimeSpan.FromSeconds((Fields($"/proc/{processId}/stat")?.Ticks ?? 0) / TicksPerSecond);

    /// <summary>A process with its children, living and dead.</summary>
    public static TimeSpan OfTree(int processId)
    {
        var processes = Directory.EnumerateDirectories("/proc")
            .Select(Path.GetFileName)
            .Where(name => int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out _))
            .Select(name => Fields($"/proc/{name}/stat"))
            .OfType<Stat>()
            .Where(stat => stat.Id == processId || stat.Parent == processId);
        return TimeSpan.FromSeconds(processes.Sum(stat => stat.Ticks + (stat.Id == processId ? stat.TicksOfTheDead : 0)) / TicksPerSecond);
    }

    /// <summary>All that ran on this machine, on all its cores together.</summary>
    public static TimeSpan OfMachine()
    {
        const int idle = 4; // with the one after it, waiting for disks
        var columns = File.ReadLines("/proc/stat").First().Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var busy = columns.Skip(1).Take(8).Select((text, index) => index + 1 is idle or idle + 1 ? 0 : Number(text)).Sum();
        return TimeSpan.FromSeconds(busy / TicksPerSecond);
    }

    /// <returns><see langword="null"/> where the process has ended.</returns>
    private static Stat? Fields(string path)
    {
        try
        {
            var text = File.ReadAllText(path);
            var fields = text[(text.LastIndexOf(')') + 2)..].Split(' '); // the name before it may hold anything
            return new Stat(
                (int)Number(text[..text.IndexOf(' ', StringComparison.Ordinal)]),
                (int)Number(fields[1]),
                Number(fields[11]) + Number(fields[12]),
                Number(fields[13]) + Number(fields[14]));
        }
        catch (IOException)
        {
            return null;
        }
    }

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);

    private sealed record Stat(int Id, int Parent, long Ticks, long TicksOfTheDead);
}
