using System.Globalization;

using Mlx5Sriov.Simulation.Machine;

namespace Mlx5Sriov.Simulation.Adapter;

/// <summary>A VF's port on the host's side of a switchdev e-switch: its net device, its devlink port and its rate leaf.</summary>
internal sealed class SimulatedRepresentor
{
    public SimulatedRepresentor(SimulatedVport vport)
    {
        Vport = vport;
        var pf = vport.Eswitch.Pf;
        var machine = vport.Eswitch.Machine;
        PortIndex = pf.PortIndex(vport.Index + 1);
        NetDevice = new NetDevice
        {
            Index = machine.Network.NextIndex(),
            Name = string.Create(CultureInfo.InvariantCulture, $"{pf.LinkName}_{vport.Index}"),
            AltNames = [string.Create(CultureInfo.InvariantCulture, $"{pf.SlotName}npf{pf.Port}vf{vport.Index}")],
            Function = pf,
            LinkLayer = LinkLayer.Ethernet,
            HardwareAddress = machine.RandomMac().ToString(),
            PhysicalPortName = string.Create(CultureInfo.InvariantCulture, $"pf{pf.Port}vf{vport.Index}"),
            PhysicalSwitchId = pf.Adapter.SwitchId,
        };
        machine.Network.Initial.Add(NetDevice);
    }

    public SimulatedVport Vport { get; }

    /// <summary>The devlink port's index: VF n is vport n + 1.</summary>
    public uint PortIndex { get; }

    public NetDevice NetDevice { get; }

    /// <summary>The guarantee that devlink was told; it knows nothing of one that was set through sysfs or netlink.</summary>
    public Bandwidth TxShare { get; set; }

    /// <summary>The limit that devlink was told.</summary>
    public Bandwidth TxMax { get; set; }

    /// <summary>The node that devlink was told.</summary>
    public SimulatedGroup? Parent { get; set; }

    public void Remove()
    {
        if (Parent is { } parent) parent.ChildCount--;
        SimulatedNetwork.Remove(NetDevice);
    }
}
