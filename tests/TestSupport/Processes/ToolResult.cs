namespace AiDevFramework.TestSupport.Processes;

/// <param name="Output">Standard output and standard error, line by line in the order of arrival.</param>
internal sealed record ToolResult(int ExitCode, string Output);
