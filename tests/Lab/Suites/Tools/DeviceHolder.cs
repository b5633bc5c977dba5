using System.Globalization;

namespace Mlx5Sriov.Lab;

/// <summary>A process that has a device node open and does nothing with it.</summary>
internal static class DeviceHolder
{
    private const string Command = "sleep";

    /// <summary>Starts one, which ends by itself after a while.</summary>
    /// <returns>Its id.</returns>
    public static string Open(string node, int seconds = 1000) =>
        Bash.Do(string.Create(CultureInfo.InvariantCulture, $"exec 3<>{node} || exit; {Command} {seconds} >/dev/null 2>&1 & echo $!")).Trim();

    /// <summary>Ends one.</summary>
    public static void End(string id) => Bash.Do($"kill {id}; while [ -d /proc/{id} ]; do sleep 0.1; done");

    /// <summary>How an error names one.</summary>
    public static string Named(string id) => $"process {Command} (pid {id})";

    /// <summary>What Get-MlxVf tells of who has a VF: whether somebody has it, and then by what, what kind of user that is, and its process.</summary>
    public static string Told(CmdletActs acts, int vf) => acts.Told(string.Create(CultureInfo.InvariantCulture, $$"""
        Get-MlxVf {{acts.Pf}} {{vf}} | ForEach-Object { $h = $_.Holder; "$($_.IsHeld) $($h.Access) $($h.Kind) $($h.ProcessId)".TrimEnd() }
        """));

    /// <summary>The node of the IOMMU group that a VF is in.</summary>
    public static string VfioNode(GuestPort port, int vf) =>
        $"/dev/vfio/{Path.GetFileName(new FileInfo(string.Create(CultureInfo.InvariantCulture, $"{port.Path}/virtfn{vf}/iommu_group")).LinkTarget)}";
}
