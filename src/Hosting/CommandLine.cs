using System.Reflection;
using AiDevFramework.Settings;

namespace AiDevFramework.Hosting;

/// <summary>What the two programs take as arguments: commands, questions about themselves, and settings.</summary>
public static class CommandLine
{
    private static readonly string[] _help = ["--help", "-h", "-?", "/?", "help"];

    private static readonly string[] _version = ["--version", "-v", "-V", "version"];

    private static readonly string[] _questions = ["help", "version"];

    /// <summary>Of the framework; all others are settings under their own names.</summary>
    private static readonly string[] _options = ["urls", "environment"];

    /// <summary>Answers a question about the program, and refuses what is no argument of it.</summary>
    /// <param name="program">How it is called: <c>Gateway</c>.</param>
    /// <param name="does">What it does, a sentence.</param>
    /// <returns>The exit code, 0 or 2; <see langword="null"/> where the program is to go on.</returns>
    public static int? Answer(string[] args, string program, string does, TextWriter output, TextWriter errors)
    {
        if (args is ["migrate" or "health", ..])
        {
            return null; // they check what follows themselves
        }

        if (AsksForHelp(args))
        {
            output.WriteLine(UsageOf(program, does));
            return 0;
        }

        if (args.Any(_version.Contains))
        {
            output.WriteLine($"AiDevFramework.{program} {Version}");
            return 0;
        }

        if (FirstWrong(args) is { } wrong)
        {
            errors.WriteLine($"{wrong}\nRun it with --help to see what it takes.");
            return 2;
        }

        return null;
    }

    public static bool AsksForHelp(string[] args) => args.Any(_help.Contains);

    private static string Version =>
        typeof(CommandLine).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "";

    private static string UsageOf(string program, string does) => $"""
        AiDevFramework.{program} {Version}: {does}

        Usage: dotnet run --project src/{program} [-- ARGUMENTS]
               dotnet AiDevFramework.{program}.dll [ARGUMENTS]

        Arguments:
          (none)                     start, until Ctrl-C
          migrate up|down|status     change or show the tables of the database
          health live|ready          ask the process that listens at HOST and PORT; 0 where it is well
          --NAME=value               a setting, stronger than the environment: --PORT=9000
          --urls=http://host:port    the same as HOST and PORT
          --environment=NAME         Development or Production
          --help, --version

        Settings come from the environment and from {Path.Combine(HomeFolder.Path, DotEnv.FileName)}; .env.example lists all of them.
        Exit codes: 0 done, 1 cannot start or cannot go on, 2 arguments that are not understood.
        """;

    /// <returns>A sentence about the first argument that means nothing here. It repeats no value.</returns>
    private static string? FirstWrong(string[] args)
    {
        for (var at = 0; at < args.Length; at++)
        {
            var text = args[at];
            var name = NameOf(text);
            if (name is null)
            {
                return $"'{ShownValue.Of(text)}' is no argument of this program.";
            }

            if (!_options.Contains(name, StringComparer.OrdinalIgnoreCase) && !KnownSettings.Names.Contains(name, StringComparer.OrdinalIgnoreCase))
            {
                return $"'{ShownValue.Of(text.Split('=')[0])}' is no argument of this program.{AdviceFor(name)}";
            }

            if (!text.Contains('=', StringComparison.Ordinal) && ++at >= args.Length)
            {
                return $"'{text}' has no value. Write {text}=value.";
            }
        }

        return null;
    }

    private static string AdviceFor(string name)
    {
        const int farthest = 2;
        var ours = _questions.Concat(_options).FirstOrDefault(known => EditDistance.Of(name.ToLowerInvariant(), known) <= farthest);
        var (nearest, distance) = KnownSettings.Nearest(name);
        return (ours, distance <= farthest) switch
        {
            ({ } meant, _) => $" Did you mean --{meant}?",
            (null, true) => $" Did you mean --{nearest}?",
            _ => "",
        };
    }

    /// <returns>The name of an argument that gives a value: <c>--NAME=value</c>, <c>--NAME value</c>, or <c>NAME=value</c>.</returns>
    private static string? NameOf(string text)
    {
        var name = text.Split('=')[0];
        return (name.StartsWith("--", StringComparison.Ordinal), text.Contains('=', StringComparison.Ordinal)) switch
        {
            (true, _) => name[2..],
            (false, true) when !name.StartsWith('-') => name,
            _ => null,
        };
    }
}
