namespace Mlx5Sriov.Tests.Pwsh;

/// <summary>How a pwsh process ended.</summary>
internal sealed record PwshRun(int ExitCode, string Output, string Error);
