namespace Mlx5Sriov.Lab;

/// <summary>With OFED's driver.</summary>
internal sealed class OfedCmdlets() : LegacyCmdlets(isOfed: true);
