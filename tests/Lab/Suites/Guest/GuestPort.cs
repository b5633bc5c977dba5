namespace Mlx5Sriov.Lab;

/// <summary>A physical function of the guest.</summary>
/// <param name="Address">Its PCI address.</param>
internal sealed record GuestPort(string Address)
{
    /// <summary>Its directory.</summary>
    public string Path => $"/sys/bus/pci/devices/{Address}";

    /// <summary>Its net device: the one whose port name is an uplink's, or the only one.</summary>
    public string NetDevice => Bash.Do($"for d in {Path}/net/*; do case $(cat $d/phys_port_name 2>/dev/null) in p[01] | '') basename $d; break;; esac; done").Trim();

    /// <summary>The address of one of its VFs.</summary>
    public string Vf(int index) => System.IO.Path.GetFileName(Bash.Do($"readlink {Path}/virtfn{index}").Trim());
}
