namespace Mlx5Sriov.Kernel.Programs;

/// <summary>What a program said.</summary>
/// <param name="ExitCode">Its exit status; 128 + N where signal N ended it.</param>
/// <param name="Output">Its standard output.</param>
/// <param name="Error">Its standard error.</param>
public sealed record ToolResult(int ExitCode, string Output, string Error);
