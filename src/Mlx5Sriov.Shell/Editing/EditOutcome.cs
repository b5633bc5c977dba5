namespace Mlx5Sriov.Shell.Editing;

/// <summary>How the editing of a line came to its end.</summary>
internal enum EditOutcome
{
    /// <summary>Enter.</summary>
    Accepted,

    /// <summary>Ctrl-C: the line is thrown away.</summary>
    Cancelled,

    /// <summary>Ctrl-D on an empty line, or the terminal is gone.</summary>
    Ended,
}
