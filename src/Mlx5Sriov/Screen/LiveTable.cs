using Mlx5Sriov.Counters;

namespace Mlx5Sriov.Screen;

/// <summary>The table of rates on the terminal.</summary>
/// <param name="screen">Where it is drawn.</param>
internal sealed class LiveTable(LiveScreen screen)
{
    private readonly TrafficTable _table = new(screen.CellsOf);

    /// <summary>Draws the table in the place of the one before.</summary>
    public void Draw(IReadOnlyList<VfTrafficRate> rates) => screen.Draw(_table.Lines(rates, screen.Room));

    /// <summary>Takes the table away, for something else to be written there.</summary>
    public void Erase() => screen.Erase();
}
