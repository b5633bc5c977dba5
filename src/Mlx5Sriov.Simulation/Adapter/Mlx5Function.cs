using Mlx5Sriov.Simulation.Machine;
using Mlx5Sriov.Simulation.Options;

namespace Mlx5Sriov.Simulation.Adapter;

/// <summary>A physical or virtual function of an adapter: what mlx5_core makes of it when it binds.</summary>
internal abstract class Mlx5Function(PciAddress address, SimulatedAdapter adapter) : PciFunction(address)
{
    public SimulatedAdapter Adapter { get; } = adapter;

    public override PciBridge Parent => Adapter.Bridge;

    public override ushort Vendor => MellanoxVendor;

    public override ushort SubsystemId => Adapter.Model.SubsystemId;

    /// <summary>Ethernet controller or InfiniBand controller.</summary>
    public override int ClassCode => Adapter.Model.IsInfiniband ? 0x020700 : 0x020000;

    /// <summary>The adapter's number of the function (vhca_id), the upper half of its devlink port indexes.</summary>
    public abstract int VhcaId { get; }

    public abstract string HcaType { get; }

    /// <summary>All net devices that show below the function.</summary>
    public virtual IEnumerable<NetDevice> NetDevices => NetDevice is { } device ? [device] : [];

    /// <summary>The index of one of the function's devlink ports: (vhca_id &lt;&lt; 16) | vport.</summary>
    public uint PortIndex(int vport) => ((uint)VhcaId << 16) | (uint)vport;

    /// <summary>The driver takes the function into service.</summary>
    public abstract void Load();

    /// <summary>The driver takes the function out of service.</summary>
    public abstract void Unload();

    /// <summary>The driver registers the function's net and RDMA devices.</summary>
    public abstract void AddDevices();

    /// <summary>The driver takes them back.</summary>
    public void RemoveDevices()
    {
        if (NetDevice is { } net) SimulatedNetwork.Remove(net);
        if (RdmaDevice is { } rdma)
        {
            Adapter.Machine.Rdma.Remove(rdma);
            Adapter.Machine.Processes.Unlink($"/dev/infiniband/{rdma.VerbsDevice}");
        }

        Adapter.Machine.Vdpa.RemoveOf(this);
        (NetDevice, RdmaDevice) = (null, null);
    }

    /// <summary>Registers both devices.</summary>
    protected void AddDevices(NetDevice net, InfinibandGuid nodeGuid)
    {
        Adapter.Machine.Network.Initial.Add(net);
        NetDevice = net;
        RdmaDevice = Adapter.Machine.Rdma.Add(this, new RdmaTraits
        {
            NodeGuid = nodeGuid,
            SystemImageGuid = Adapter.Guid(0),
            LinkLayer = Adapter.Model.LinkLayer,
            HcaType = HcaType,
            BoardId = Adapter.Model.Psid,
            Firmware = Adapter.Model.Firmware,
            SubnetManagerLid = Adapter.Model.LinkLayer == LinkLayer.InfiniBand && !Adapter.Machine.Platform.Has(SimulatedCondition.NoSubnetManager) ? 1 : 0,
        });
    }
}
