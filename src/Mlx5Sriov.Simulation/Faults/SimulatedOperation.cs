namespace Mlx5Sriov.Simulation.Faults;

/// <summary>The two kinds of operation that a fault can strike.</summary>
public enum SimulatedOperation
{
    /// <summary>An act that would change something: a write to an attribute, a netlink request, a program that changes the host.</summary>
    Write,

    /// <summary>A look: reading or listing attributes, links, devlink objects; a program that only tells.</summary>
    Read,
}
