using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace AiDevFramework.TestSupport.Processes;

internal static class Signals
{
    /// <summary>Does nothing to a process that has ended.</summary>
    public static void Signal(this Process process, ProcessSignal signal)
    {
        const int noSuchProcess = 3;
        if (!process.HasExited && Kill(process.Id, (int)signal) != 0 && Marshal.GetLastPInvokeError() is var error and not noSuchProcess)
        {
            throw new Win32Exception(error);
        }
    }

    [DllImport("libc", EntryPoint = "kill", SetLastError = true), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int processId, int signal);
}
