namespace Mlx5Sriov.Plans.Journals;

/// <summary>One thing that a change can alter: a property of a port, a VF, a rate group or a net device.</summary>
/// <param name="Target">Whose it is, by the names that the journal has.</param>
/// <param name="Property">The property.</param>
internal readonly record struct Fact(ChangeTarget Target, string Property)
{
    /// <summary>The fact as messages name it: <c>eth2 vf 5: VlanId</c>.</summary>
    public override string ToString() => $"{Subject(Target)}: {Property}";

    /// <summary>What facts are about, as messages name it.</summary>
    public static string Subject(ChangeTarget target) => target.Kind == ChangeTargetKind.Port ? $"{target} port" : $"{target}";
}
