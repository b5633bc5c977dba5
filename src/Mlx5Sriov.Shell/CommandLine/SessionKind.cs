namespace Mlx5Sriov.Shell.CommandLine;

/// <summary>Where a session's commands come from.</summary>
internal enum SessionKind
{
    /// <summary>Standard input: an editor and a prompt at a terminal, plain lines otherwise.</summary>
    Input,

    /// <summary>The text after -Command.</summary>
    Command,

    /// <summary>The script after -File.</summary>
    File,
}
