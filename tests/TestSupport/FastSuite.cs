namespace AiDevFramework.TestSupport;

/// <summary>
/// The tests that <c>./test.sh --fast</c> runs: all but those marked <c>[Trait("Runs", "Programs")]</c> or
/// <c>[Trait("Runs", "Long")]</c>, on the method, the class or the assembly. Whatever starts a program or uses a server calls <see cref="Refuse(string)"/>, so that a test without the mark fails there
/// and not only on a machine that lacks the program.
/// </summary>
internal static class FastSuite
{
    /// <summary>Set by test.sh.</summary>
    public const string Variable = "AIDEV_TEST_FAST";

    /// <returns>How many inputs a test of generated inputs tries: <paramref name="all"/>, or a tenth while the fast tests run.</returns>
    public static int Sample(int all) => Sample(all, Environment.GetEnvironmentVariable(Variable));

    /// <param name="what">What a test is about to start or use.</param>
    /// <exception cref="InvalidOperationException">The fast tests run; the message says how the test is to be marked.</exception>
    public static void Refuse(string what) => Refuse(what, Environment.GetEnvironmentVariable(Variable));

    internal static int Sample(int all, string? variable) => variable is { Length: > 0 } ? all / 10 : all;

    internal static void Refuse(string what, string? variable)
    {
        if (variable is { Length: > 0 })
        {
            throw new InvalidOperationException(
                $"A test of ./test.sh --fast needs {what}. Mark the test or its class with [Trait(\"Runs\", \"Programs\")].");
        }
    }
}
