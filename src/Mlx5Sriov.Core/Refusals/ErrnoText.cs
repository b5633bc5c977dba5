namespace Mlx5Sriov.Refusals;

/// <summary>An error number in words.</summary>
internal static class ErrnoText
{
    /// <summary>The C library's words for an error number and its name.</summary>
    /// <param name="errno">The number.</param>
    /// <returns><c>Device or resource busy (EBUSY)</c>.</returns>
    public static string Of(Errno errno) => errno == Errno.ENOTSUPP
        ? "Operation not supported (ENOTSUPP)"
        : $"{System.Runtime.InteropServices.Marshal.GetPInvokeErrorMessage((int)errno)} ({errno})";
}
