namespace Mlx5Sriov.Planning.Groups;

/// <summary>A VF that changes its rate group.</summary>
/// <param name="Vf">The VF's index.</param>
/// <param name="From">The group that it is in.</param>
/// <param name="To">The group that it moves to.</param>
/// <param name="Target">Whose step that is: the VF's or the group's.</param>
internal sealed record GroupMove(int Vf, GroupKey From, GroupKey To, ChangeTarget Target)
{
    /// <summary>Whether it is devlink that moves it.</summary>
    public bool IsOfNodes => !From.IsNumber || !To.IsNumber;

    public override string ToString() => $"RateGroup of vf {Vf}: {From} -> {To}";
}
