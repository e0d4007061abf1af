using System.Reflection;
using System.Text;

namespace AiDevFramework.FakeOpenRouter.Replay;

/// <summary>The files of <c>Cases/</c>, which travel inside this assembly.</summary>
public static class WireCase
{
    private const string Prefix = "Cases/";

    private static readonly Assembly s_assembly = typeof(WireCase).Assembly;

    /// <summary>Names of all files, in order.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        .. s_assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(name => name[Prefix.Length..])
            .Order(StringComparer.Ordinal),
    ];

    /// <param name="name">A file's name, or what it begins with: <c>01</c>.</param>
    /// <returns>The answer of an <c>.http</c> file.</returns>
    public static Recording Answer(string name) => Parse(Read(name));

    /// <param name="name">As with <see cref="Answer"/>.</param>
    /// <returns>The text of an <c>.answer</c> file.</returns>
    public static string Text(string name) => Encoding.UTF8.GetString(Read(name));

    /// <exception cref="FormatException">The file is no recorded answer.</exception>
    internal static Recording Parse(ReadOnlySpan<byte> file)
    {
        var note = Line(ref file);
        var end = note switch
        {
            _ when note.EndsWith("then: end", StringComparison.Ordinal) => RecordingEnd.Whole,
            _ when note.EndsWith("then: connection broken", StringComparison.Ordinal) => RecordingEnd.Broken,
            _ => throw new FormatException($"'{note}' does not say how the connection ends."),
        };
        var status = Line(ref file);
        var headers = new List<string>();
        for (var header = Line(ref file); header.Length > 0; header = Line(ref file))
        {
            headers.Add(header);
        }

        return new Recording(status, headers, file.ToArray(), end);
    }

    private static string Line(ref ReadOnlySpan<byte> file)
    {
        var stop = file.IndexOf((byte)'\n');
        if (stop < 0)
        {
            throw new FormatException("The head of a recorded answer has no end.");
        }

        var line = Encoding.UTF8.GetString(file[..stop]);
        file = file[(stop + 1)..];
        return line;
    }

    private static byte[] Read(string name)
    {
        var file = Names.Single(candidate => candidate == name || candidate.StartsWith(name + "-", StringComparison.Ordinal));
        using var resource = s_assembly.GetManifestResourceStream(Prefix + file)!;
        var bytes = new byte[resource.Length];
        resource.ReadExactly(bytes);
        return bytes;
    }
}
