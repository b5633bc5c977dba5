namespace Mlx5Sriov.Addressing;

/// <summary>A set that is written as a list: items and ranges parted by commas.</summary>
/// <typeparam name="TSelf">The set.</typeparam>
public interface IListText<TSelf>
    where TSelf : class, IListText<TSelf>
{
    /// <summary>Reads a set.</summary>
    /// <param name="text">Items and ranges parted by commas.</param>
    /// <returns>The set.</returns>
    /// <exception cref="FormatException">A part is neither; the message names it.</exception>
    static abstract TSelf Parse(string text);
}
