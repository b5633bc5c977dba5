using System.Globalization;

namespace Mlx5Sriov.Simulation.Machine;

/// <summary>A vDPA device that a function gives: what virtio's own drivers, or a program through its character device, use in place of a net device.</summary>
/// <param name="Number">The number that the kernel gave its character device.</param>
/// <param name="Name">The name that <c>vdpa dev add</c> was given.</param>
/// <param name="Function">The function.</param>
/// <param name="Driver">The driver on the vdpa bus: <c>vhost_vdpa</c> or <c>virtio_vdpa</c>.</param>
internal sealed record VdpaDevice(int Number, string Name, PciFunction Function, string Driver)
{
    /// <summary>Gives the device to a program: the character device below.</summary>
    public const string Vhost = "vhost_vdpa";

    /// <summary>Makes a virtio device of it for the host itself.</summary>
    public const string Virtio = "virtio_vdpa";

    /// <summary>Its character device's name; null where its driver gives none.</summary>
    public string? CharacterDevice => Driver == Vhost ? string.Create(CultureInfo.InvariantCulture, $"vhost-vdpa-{Number}") : null;

    /// <summary>The device's directory below <c>/sys</c>.</summary>
    public string Path => $"{Function.Path}/{Name}";
}
