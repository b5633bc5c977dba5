namespace Mlx5Sriov.Lab;

/// <summary>Something to do to a port, on either host.</summary>
/// <param name="Text">As it is reported.</param>
/// <param name="Do">Does it.</param>
internal sealed record GeneratedAct(string Text, Action<World> Do);
