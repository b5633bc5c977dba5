namespace Mlx5Sriov.Simulation.Machine;

/// <summary>vfio-pci or a variant of it: gives a function to a program in user space, and cannot take it back while that has it open.</summary>
/// <remarks>Neither claims a function by itself: the ids of mlx5_vfio_pci are for an override only, and vfio-pci has none.</remarks>
internal sealed class VfioDriver(string name, string module, ProcessTable processes) : PciDriver(name, module)
{
    protected override bool Claims(PciFunction function) => false;

    protected override void Probe(PciFunction function, TimeSpan deviceDelay)
    {
        // What it offers is /dev/vfio/GROUP, which is there as long as the binding.
    }

    protected override void Remove(PciFunction function) => processes.WaitForRelease(function);
}
