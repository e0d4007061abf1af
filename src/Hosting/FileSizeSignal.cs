using System.Runtime.InteropServices;

namespace AiDevFramework.Hosting;

/// <summary>
/// A process whose files may not grow any more (<c>ulimit -f</c>) is killed by the kernel at the first write that would. Without the signal
/// the write fails, which is told like a full disk and lets reads go on.
/// </summary>
internal static class FileSizeSignal
{
    /// <summary>SIGXFSZ of Linux and macOS, which has no name in <see cref="PosixSignal"/>.</summary>
    private const PosixSignal FileSizeExceeded = (PosixSignal)25;

    private static PosixSignalRegistration? _ignored;

    public static void Ignore()
    {
        if (!OperatingSystem.IsWindows())
        {
            _ignored ??= PosixSignalRegistration.Create(FileSizeExceeded, context => context.Cancel = true);
        }
    }
}
