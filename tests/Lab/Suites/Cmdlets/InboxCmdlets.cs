namespace Mlx5Sriov.Lab;

/// <summary>With the kernel's own driver.</summary>
internal sealed class InboxCmdlets() : LegacyCmdlets(isOfed: false);
