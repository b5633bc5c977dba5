namespace Mlx5Sriov.Shell.Session;

/// <summary>Where a prompt loop gets its commands from.</summary>
internal interface ICommandSource
{
    /// <summary>The next whole command, of one line or several; null at the end.</summary>
    string? Next();
}
