namespace Mlx5Sriov.Kernel.Recorded;

/// <summary>The recordings below tests/Fixtures/kernel: what a real kernel and the real tools said. Their README tells the versions.</summary>
internal static class Recording
{
    private static readonly string s_root = Path.Combine(AppContext.BaseDirectory, "Fixtures", "kernel");

    /// <summary>The captures of netlink.</summary>
    public static readonly string[] Captures =
    [
        "igb/igb-netlink.pcap", "mlx5sim/mlx5sim-netlink.pcap", "netdevsim-patched/nsimx-netlink.pcap", "netdevsim-stock/nsim-netlink.pcap",
    ];

    /// <summary>Single answers to RTM_GETLINK.</summary>
    public static readonly string[] Answers =
    [
        "igb/igb-getlink-7vf-mask0.bin", "igb/igb-getlink-7vf-mask1.bin", "igb/igb-getlink-7vf-mask9.bin", "netdevsim-patched/getlink-127.bin",
    ];

    public static byte[] Bytes(string name) => File.ReadAllBytes(Path.Combine(s_root, name));

    public static string Text(string name) => File.ReadAllText(Path.Combine(s_root, name));

    /// <summary>The transcripts beside a capture, in the order in which they were made.</summary>
    public static IEnumerable<string> TranscriptsOf(string capture)
    {
        var folder = Path.Combine(s_root, Path.GetDirectoryName(capture)!);
        return Directory.GetFiles(folder, "*.txt").Order(StringComparer.Ordinal).Select(File.ReadAllText);
    }
}
