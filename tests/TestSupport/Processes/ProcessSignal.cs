namespace AiDevFramework.TestSupport.Processes;

/// <summary>Signals by their numbers on Linux.</summary>
internal enum ProcessSignal
{
    Interrupt = 2,
    Quit = 3,
    Kill = 9,
    Terminate = 15,
    Continue = 18,
    Stop = 19,
}
