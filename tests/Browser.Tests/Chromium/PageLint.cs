using AiDevFramework.TestSupport;
using AiDevFramework.TestSupport.Processes;

namespace AiDevFramework.Browser.Tests.Chromium;

/// <summary>The judges that come from npm: the folder <c>tests/page-lint</c>.</summary>
internal static class PageLint
{
    private static readonly string _folder = Path.Combine(Repository.Root, "tests", "page-lint");

    public static async Task<string> ReadAxeAsync(CancellationToken cancellationToken)
    {
        var result = await Tool.RunAsync([Path.Combine(_folder, "check.sh")], cancellationToken);
        return result.ExitCode == 0
            ? await File.ReadAllTextAsync(Path.Combine(_folder, "node_modules", "axe-core", "axe.min.js"), cancellationToken)
            : throw new InvalidOperationException($"tests/page-lint could not be installed: {result.Output}");
    }

    /// <summary>Checks all HTML files of a folder, in one start.</summary>
    /// <returns>JSON, as the Nu HTML checker writes it.</returns>
    public static async Task<string> CheckAsync(string folder, CancellationToken cancellationToken) =>
        (await Tool.RunAsync([Path.Combine(_folder, "check.sh"), folder], cancellationToken)).Output;
}
