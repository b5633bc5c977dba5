namespace Mlx5Sriov.Planning.Groups;

/// <summary>What is refused of rate groups before anything is written.</summary>
/// <remarks>
/// Numbers: OFED's sriov_sysfs.c (group_store). Names: devlink's rate_node_new (net/devlink/rate.c) takes any text but digits alone; one with a slash or a
/// blank the devlink program cannot name, and so no one could delete it by hand.
/// </remarks>
internal static class GroupRules
{
    /// <exception cref="RefusedSettingException">No driver can have such a group.</exception>
    public static void CheckLabel(GroupKey group, ChangeTarget target)
    {
        if (group.IsOutOfRange)
        {
            throw new RefusedSettingException(RefusalReason.GroupOutOfRange, target,
                $"group {group.Label} is not 1-{GroupKey.MaxId}, the numbers that the driver knows.",
                "Use 1-255; 0 stands for no group.");
        }

        if (!group.IsNumber && !group.IsNodeName)
        {
            throw new RefusedSettingException(RefusalReason.GroupNameInvalid, target,
                $"'{group.Label}' is no name for a rate node.",
                "Use letters, digits and marks without blanks and slashes, and not digits alone.");
        }
    }

    /// <summary>Group 0 is whoever is in no other: it can be limited in some releases, but not made, filled or removed.</summary>
    /// <exception cref="RefusedSettingException">It is group 0.</exception>
    public static void CheckIsNotZero(GroupKey group, ChangeTarget target)
    {
        if (group.IsNone)
        {
            throw new RefusedSettingException(RefusalReason.GroupOutOfRange, target,
                "group 0 stands for no group: the VFs that are in no other.",
                "Use 1-255.")
            {
                Remedy = new(RemedyKind.TakeVfsOutOfGroups),
            };
        }
    }

    /// <exception cref="RefusedSettingException">The group would be without VFs, and so not be.</exception>
    public static void CheckHasMembers(GroupKey group, VfIndexSet? members, ChangeTarget target)
    {
        if (group.IsNumber && members is null or { Indexes.Count: 0 })
        {
            throw new RefusedSettingException(RefusalReason.GroupNeedsMember, target,
                "a numbered group lives only while VFs are in it.",
                "Name the VFs of the group.")
            {
                Remedy = new(RemedyKind.NameMembers),
            };
        }
    }

    /// <summary>A group of that name that is there already must be as wished: else two administrators would share one by mistake.</summary>
    /// <exception cref="RefusedSettingException">It is otherwise.</exception>
    public static void CheckIsAsWished(RateGroup existing, RateGroupWish wish, ChangeTarget target)
    {
        var isAlike = (existing.MinTxRate ?? Bandwidth.Zero) == (wish.MinTxRate ?? Bandwidth.Zero)
            && (existing.MaxTxRate ?? Bandwidth.Zero) == (wish.MaxTxRate ?? Bandwidth.Zero)
            && (wish.Members is null || wish.Members.Indexes.SequenceEqual(existing.Members.Indexes));
        if (isAlike) return;
        var members = existing.Members.Indexes.Count == 0 ? "no VF" : $"VF {existing.Members}";
        throw new RefusedSettingException(RefusalReason.GroupExists, target,
            $"it is there already, with {members} and {(existing.HasLimits ? existing.Limits : "no limits")}.",
            "Change it, or use another number or name.")
        {
            Remedy = new(RemedyKind.ChangeGroup),
        };
    }

    /// <exception cref="RefusedSettingException">Nodes that stay are below it.</exception>
    public static void CheckHasNoChildren(RateGroup node, IEnumerable<RateGroup> staying, ChangeTarget target)
    {
        RateGroup[] children = [.. staying.Where(g => g.Dialect == RateGroupDialect.Devlink && g.Parent is not null && g.Parent == node.Name)];
        if (children.Length > 0)
        {
            throw new RefusedSettingException(RefusalReason.GroupHasChildren, target,
                $"rate nodes are below it: {string.Join(", ", children.Select(g => g.Name))}.",
                "Remove them first, or with it.");
        }
    }

    /// <summary>A VF is in one scheduling element: moved by the way of the other dialect it leaves a group whose bookkeeping still has it.</summary>
    /// <exception cref="RefusedSettingException">The VF is in a group of the other dialect than the wished one's.</exception>
    public static void CheckIsOneDialect(GroupMove move, string? node)
    {
        if (node is not null && move.From.IsNumber)
        {
            throw Mixed(move,
                $"it is in group {move.From.Label} for OFED's driver and in node {node} for devlink.",
                "Take it out of both by hand first, then put it where it should be: "
                + "'devlink port function rate set PORT noparent', 'echo 0 > .../group'.");
        }

        if (!move.From.IsNone && !move.To.IsNone && move.From.IsNumber != move.To.IsNumber)
        {
            var why = $"it is in {Kind(move.From)}, and {Kind(move.To)} is of the other kind.";
            throw Mixed(move, why, "Take it out of its group first.", new Remedy(RemedyKind.LeaveGroup));
        }
    }

    private static string Kind(GroupKey group) => group.IsNumber ? $"the numbered group {group.Label}" : $"devlink's node {group.Label}";

    private static RefusedSettingException Mixed(GroupMove move, string why, string nextStep, Remedy? remedy = null) =>
        new(RefusalReason.MixedGroups, move.Target, $"VF {move.Vf} cannot change its rate group: {why}", nextStep) { Remedy = remedy };
}
