namespace Mlx5Sriov.Tests.Shell;

/// <summary>A shell that has ended.</summary>
internal sealed record ShellRun(int ExitCode, string Output, string Error);
