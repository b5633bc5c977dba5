namespace Mlx5Sriov.Refusals.Devices;

/// <summary>Rates to measure are described in a way that cannot be: a value that cannot be read, a VF told twice, nodes in a ring.</summary>
/// <param name="message">What is wrong, and where.</param>
/// <param name="nextStep">What to write instead.</param>
public sealed class RateInputException(string message, string nextStep) : SriovException(message, nextStep)
{
    /// <inheritdoc/>
    public override RefusalEntry Entry => RefusalCatalog.RateInput;
}
