namespace Mlx5Sriov.Shell.Session;

/// <summary>How a command came to its end.</summary>
internal enum RunOutcome
{
    /// <summary>It ran to its end; errors that do not end a command may have been written.</summary>
    Completed,

    /// <summary>An uncaught error ended it, and was reported.</summary>
    Failed,

    /// <summary>Ctrl-C ended it.</summary>
    Interrupted,
}
