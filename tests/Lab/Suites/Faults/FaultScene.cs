using Mlx5Sriov.Kernel.Linux;
using Mlx5Sriov.Planning.Ports;
using Mlx5Sriov.Plans;
using Mlx5Sriov.Plans.Running;

namespace Mlx5Sriov.Lab;

/// <summary>What the faults befall: a port with four VFs that have settings, and a plan of many steps that makes them six.</summary>
internal static class FaultScene
{
    /// <summary>Prepares the port.</summary>
    /// <returns>The port as the tools tell it.</returns>
    public static string[] Begin(GuestPort port)
    {
        GuestMachine.LoadDriver("ofed=1");
        GuestMachine.Enable(port, 4);
        Bash.Do($"""
            set -e; rm -rf /var/lib/mlx5sriov/journal; modprobe vfio-pci
            p={port.NetDevice}; ip link set $p up; ip link set $p vf 0 mac 02:00:00:00:50:00 trust on spoofchk on
            ip link set $p vf 1 vlan 12 qos 1; ip link set $p vf 2 max_tx_rate 900 min_tx_rate 30
            cd {port.Path}/sriov; echo add 2 5 > 0/trunk; echo 5 > 3/group; echo 4000 > groups/5/max_tx_rate
            v=$(basename $(readlink {port.Path}/virtfn0)); echo $v > {port.Path}/virtfn0/driver/unbind; echo $v > /sys/bus/pci/drivers/mlx5_core/bind
            """);
        return PortReading.Of(port);
    }

    /// <summary>The plan's wish. Its first steps: probing off, away with the VFs, the new ones, what they had.</summary>
    public static IWish Wish(GuestPort port) => new PfSettingsWish("Set-MlxPf", PciAddress.Parse(port.Address), new PfWish { NumVfs = 6 });

    /// <summary>Carries the plan out, with something happening before one of its steps.</summary>
    /// <returns>The error; null for none.</returns>
    public static SriovException? Run(GuestPort port, int moment, Action happening)
    {
        var hasHappened = false;
        try
        {
            new PlanRunner(LinuxHost.Create(), TimeSpan.Zero, Happen).Run(Wish(port), null, CancellationToken.None);
            return null;
        }
        catch (SriovException refusal)
        {
            return refusal;
        }

        void Happen(PlanProgress progress)
        {
            if (hasHappened || progress.IsUndo || progress.Waiting is not null || progress.Done != moment) return;
            hasHappened = true;
            happening();
        }
    }
}
