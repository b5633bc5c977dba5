namespace Mlx5Sriov.Session;

/// <summary>
/// It is not known whether the session is meant to work on the real host or on a simulated one. Nothing is read or changed until that is said: what was
/// meant for a simulated host must not reach the real one.
/// </summary>
/// <param name="why">Why it is not known, as a sentence.</param>
public sealed class HostUndecidedException(string why) : SriovException(
    $"This session has not said whether it works on the real host or on a simulated one. {why}",
    "Run Exit-MlxSimulation to work on the real host, or Enter-MlxSimulation to work on a new simulated one.")
{
    /// <inheritdoc/>
    public override RefusalEntry Entry => ModuleRefusals.HostUndecided;
}
