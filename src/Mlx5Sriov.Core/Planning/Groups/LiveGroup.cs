namespace Mlx5Sriov.Planning.Groups;

/// <summary>A rate group while a plan runs, step by step: how many VFs are in it then, and its limits.</summary>
/// <remarks>
/// A numbered group ends with its last member, and its limits with it; at most once, since every VF moves once in a plan. Undone in reverse, a plan passes
/// through the same states; but where an undo is refused, a group may end on the way back that did not on the way there. So whatever group VFs leave gets its
/// limits back in the undo of the first step that has to do with it, which is undone last, when all its VFs are in it again.
/// </remarks>
internal sealed class LiveGroup
{
    public LiveGroup(GroupKey key, RateGroup? before)
    {
        (Key, Before) = (key, before);
        Count = CountAfter = before?.Members.Indexes.Count ?? 0;
        Min = MinAfter = MinBefore;
        Max = MaxAfter = MaxBefore;
    }

    public GroupKey Key { get; }

    /// <summary>The group before the plan; null where it was not there.</summary>
    public RateGroup? Before { get; }

    public Bandwidth MinBefore => Before?.MinTxRate ?? Bandwidth.Zero;

    public Bandwidth MaxBefore => Before?.MaxTxRate ?? Bandwidth.Zero;

    public Bandwidth Min { get; private set; }

    public Bandwidth Max { get; private set; }

    /// <summary>The guarantee when the plan is through; the same as before unless it is wished otherwise.</summary>
    public Bandwidth MinAfter { get; private set; }

    /// <summary>The limit when the plan is through; the same as before unless it is wished otherwise.</summary>
    public Bandwidth MaxAfter { get; private set; }

    /// <summary>How many VFs are in it now.</summary>
    public int Count { get; private set; }

    /// <summary>How many VFs are in it when the plan is through.</summary>
    public int CountAfter { get; private set; }

    /// <summary>Whose steps set its limits; null while nobody needs to.</summary>
    public ChangeTarget? Target { get; private set; }

    /// <summary>Whether it is wished itself, so that its end is no surprise.</summary>
    public bool IsWished { get; private set; }

    /// <summary>Whether the plan lets it end, to be made again or not.</summary>
    public bool HasEnded { get; private set; }

    /// <summary>Whether it is there all through the plan, whatever is refused: then its limits are put back by themselves.</summary>
    public bool IsLasting => Before is not null && !IsLeft;

    /// <summary>Whether VFs leave it, so that it might end.</summary>
    private bool IsLeft { get; set; }

    private bool IsRestored { get; set; }

    /// <summary>Whether it ends if one more VF leaves it.</summary>
    public bool EndsWithNext => IsMortal && Count == 1;

    /// <summary>Whether it is there when the plan is through.</summary>
    public bool IsThereAfter => !IsMortal || CountAfter > 0;

    // Group 0 is whoever is in no other, and nodes live until they are deleted.
    private bool IsMortal => Key is { IsNumber: true, IsNone: false };

    /// <summary>Wishes limits for it; null leaves one as it is.</summary>
    public void Wish(Bandwidth? min, Bandwidth? max, ChangeTarget target)
    {
        (IsWished, Target, MinAfter, MaxAfter) = (true, target, min ?? MinBefore, max ?? MaxBefore);
    }

    /// <summary>A VF will come into it.</summary>
    public void Expect() => CountAfter++;

    /// <summary>A VF will leave it.</summary>
    public void Miss()
    {
        CountAfter--;
        IsLeft |= IsMortal;
    }

    /// <summary>Whether the undo of this step, the first that has to do with the group, is to put back its limits.</summary>
    public bool TakeRestoration()
    {
        var isDue = IsLeft && !IsRestored && (Before!.HasLimits || (MinAfter, MaxAfter) != (MinBefore, MaxBefore));
        IsRestored |= isDue;
        return isDue;
    }

    /// <summary>It is made with its limits.</summary>
    public void Make() => (Min, Max) = (MinAfter, MaxAfter);

    public void Enter(ChangeTarget target)
    {
        if (HasEnded && Count == 0) Target ??= target;
        Count++;
    }

    public void Leave()
    {
        Count--;
        if (!IsMortal || Count > 0) return;
        HasEnded = true;
        (Min, Max) = (Bandwidth.Zero, Bandwidth.Zero);
    }
}
