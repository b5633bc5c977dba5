using Mlx5Sriov.Kernel.Devlink;
using Mlx5Sriov.Simulation.Adapter;
using Mlx5Sriov.Simulation.Faults;

namespace Mlx5Sriov.Simulation.Seams;

/// <summary>What devlink does with rate nodes and leaves (net/devlink/rate.c), and the driver's part in it (esw/qos.c).</summary>
/// <remarks>The parts of a request are set one after the other: share, limit, parent. What was set before a refusal stays set.</remarks>
internal static class RateRequest
{
    /// <summary>The driver's unit, 1 Mbit/s in bytes/s.</summary>
    private const ulong BytesPerMegabit = 125_000;

    /// <summary>Makes a node; a refusal of its limits takes it back.</summary>
    public static void Add(SimulatedEswitch eswitch, string name, RateLimits limits)
    {
        CheckName(name);
        if (eswitch.Scheduler.FindNode(name) is not null) throw new Refusal(Errno.EEXIST);
        if (!eswitch.IsSwitchdev) throw new Refusal(Errno.EOPNOTSUPP, "mlx5_core: Rate node creation supported only in switchdev mode");
        var node = eswitch.Scheduler.AddNode(name);
        try
        {
            Set(eswitch, node, limits);
        }
        catch (Refusal)
        {
            eswitch.Scheduler.RemoveNode(node);
            throw;
        }
    }

    /// <summary>Sets a node.</summary>
    public static void Set(SimulatedEswitch eswitch, string name, RateLimits limits)
    {
        CheckName(name);
        Set(eswitch, NodeOf(eswitch, name), limits);
    }

    /// <summary>Sets a leaf: what devlink remembers of it, and what the scheduler does.</summary>
    public static void Set(SimulatedRepresentor leaf, RateLimits limits)
    {
        var scheduler = leaf.Vport.Eswitch.Scheduler;
        var seat = leaf.Vport.Seat;
        if (limits.TxShare is { } share)
        {
            scheduler.SetMinRate(seat, Megabits(share));
            leaf.TxShare = share;
        }

        if (limits.TxMax is { } max)
        {
            scheduler.SetMaxRate(seat, Megabits(max));
            leaf.TxMax = max;
        }

        if (limits.Parent is { Length: > 0 } name) SetParent(leaf, NodeOf(leaf.Vport.Eswitch, name));
        else if (limits.Parent is not null && leaf.Parent is not null) SetParent(leaf, null);
    }

    /// <summary>Deletes a node that nothing is below.</summary>
    public static void Delete(SimulatedEswitch eswitch, string name)
    {
        CheckName(name);
        var node = NodeOf(eswitch, name);
        if (node.ChildCount > 0) throw new Refusal(Errno.EBUSY, "Node has children. Cannot delete node.");
        eswitch.Scheduler.RemoveNode(node);
    }

    /// <summary>A name is no number, also where a node is looked for; a parent's name is only looked for.</summary>
    private static void CheckName(string name)
    {
        if (name.Length == 0 || name.All(char.IsAsciiDigit)) throw new Refusal(Errno.EINVAL);
    }

    private static SimulatedGroup NodeOf(SimulatedEswitch eswitch, string name) => eswitch.Scheduler.FindNode(name) ?? throw new Refusal(Errno.ENODEV);

    private static void Set(SimulatedEswitch eswitch, SimulatedGroup node, RateLimits limits)
    {
        if (limits.TxShare is { } share) node.MinRate = Megabits(share);
        if (limits.TxMax is { } max) node.MaxRate = Megabits(max);
        if (limits.Parent is { Length: > 0 } name) SetParent(eswitch, node, NodeOf(eswitch, name));
        else if (limits.Parent is not null && node.Parent is not null) SetParent(eswitch, node, null);
    }

    private static void SetParent(SimulatedRepresentor leaf, SimulatedGroup? parent)
    {
        leaf.Vport.Eswitch.Scheduler.MoveToNode(leaf.Vport.Seat, parent);
        Recount(leaf.Parent, parent);
        leaf.Parent = parent;
    }

    private static void SetParent(SimulatedEswitch eswitch, SimulatedGroup node, SimulatedGroup? parent)
    {
        if (parent == node) throw new Refusal(Errno.EINVAL, "Parent to self is not allowed");
        for (var above = parent?.Parent; above is not null; above = above.Parent)
        {
            if (above == node) throw new Refusal(Errno.EEXIST, "Node is already a parent of parent node.");
        }

        var left = node.Parent;
        eswitch.Scheduler.SetParent(node, parent);
        Recount(left, parent);
    }

    private static void Recount(SimulatedGroup? left, SimulatedGroup? entered)
    {
        if (left is not null) left.ChildCount--;
        if (entered is not null) entered.ChildCount++;
    }

    /// <summary>A rate in the driver's unit, if it is one and the link can carry it (esw_qos_devlink_rate_to_mbps).</summary>
    private static uint Megabits(Bandwidth rate)
    {
        var (megabits, rest) = ulong.DivRem(rate.BytesPerSecond, BytesPerMegabit);
        if (rest != 0) throw new Refusal(Errno.EINVAL, "mlx5_core: TX rate value not in link speed units of 1Mbps");
        if (megabits > AdapterModel.SpeedMegabits) throw new Refusal(Errno.EINVAL, "mlx5_core: TX rate value exceed link maximum speed");
        return (uint)megabits;
    }
}
