namespace Mlx5Sriov.Plans.Journals;

/// <summary>What every format of a journal tells in its first line: its own number.</summary>
/// <param name="Format">The number; 0 where the journal does not tell it.</param>
internal sealed record JournalFormat(int Format = 0);
