using Mlx5Sriov.Kernel.Files;

namespace Mlx5Sriov.Simulation.Machine;

/// <summary>A file of text on a simulated host.</summary>
/// <param name="Bytes">What it holds.</param>
/// <param name="Mode">What the owner, the group and others may do with it.</param>
/// <param name="UserId">Who owns it.</param>
/// <param name="GroupId">Which group owns it.</param>
internal sealed record SimulatedFile(byte[] Bytes, UnixFileMode Mode, uint UserId, uint GroupId)
{
    /// <summary>A file of the system: root's, and for all to read.</summary>
    public static SimulatedFile OfSystem(string text) => new(
        TextFile.Encoding.GetBytes(text),
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead,
        UserId: 0,
        GroupId: 0);
}
