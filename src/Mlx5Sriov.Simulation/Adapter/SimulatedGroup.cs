namespace Mlx5Sriov.Simulation.Adapter;

/// <summary>A group of VFs that share rates: a numbered one of OFED's sysfs, or a named node of devlink.</summary>
internal sealed class SimulatedGroup
{
    /// <summary>The number that stands for every devlink node in a VF's <c>config</c>.</summary>
    public const int NodeId = 256;

    public SimulatedGroup(int id) => Id = id;

    public SimulatedGroup(string name) => (Id, Name) = (NodeId, name);

    /// <summary>The number, 0-255; 256 for a devlink node.</summary>
    public int Id { get; }

    /// <summary>The name of a devlink node; null for a numbered group.</summary>
    public string? Name { get; }

    /// <summary>The guaranteed rate in Mbit/s; 0 for none.</summary>
    public uint MinRate { get; set; }

    /// <summary>The limit in Mbit/s; 0 for none.</summary>
    public uint MaxRate { get; set; }

    /// <summary>How many VFs are in it; the driver does not count those of group 0.</summary>
    public int MemberCount { get; set; }

    /// <summary>The node above a devlink node; null for none.</summary>
    public SimulatedGroup? Parent { get; set; }

    /// <summary>How many VF ports and nodes devlink has below this node, which keeps it from being deleted.</summary>
    public int ChildCount { get; set; }

    /// <summary>The depth in the hierarchy: the root's children are on level 2.</summary>
    public int Level => Parent is null ? 2 : Parent.Level + 1;
}
