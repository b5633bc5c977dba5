namespace Mlx5Sriov.Shell.Session;

/// <summary>The process's exit status.</summary>
internal static class ExitCodes
{
    public const int Success = 0;

    /// <summary>An uncaught error, or a last command that failed.</summary>
    public const int Failure = 1;

    /// <summary>EX_USAGE of sysexits.h, which <c>pwsh</c> uses as well.</summary>
    public const int Usage = 64;

    /// <summary>EX_SOFTWARE of sysexits.h: the session could not be set up, as in <c>pwsh</c>.</summary>
    public const int NotStarted = 70;

    /// <summary>128 + SIGINT, as every Unix shell reports an interrupted command.</summary>
    public const int Interrupted = 130;
}
