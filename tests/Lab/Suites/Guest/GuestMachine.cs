using System.Globalization;

namespace Mlx5Sriov.Lab;

/// <summary>The guest: its shell, its ports, and the module in a PowerShell engine.</summary>
internal sealed class GuestMachine(string module) : IDisposable
{
    private readonly Lazy<ModuleEngine> _engine = new(() => new ModuleEngine(module));

    /// <summary>The first port of the adapter with two ports and 8 VFs each.</summary>
    public GuestPort First { get; } = new("0000:01:00.0");

    /// <summary>Its second port.</summary>
    public GuestPort Second { get; } = new("0000:01:00.1");

    /// <summary>The port with 127 VFs.</summary>
    public GuestPort Many { get; } = new("0000:02:00.0");

    /// <summary>The published module's folder.</summary>
    public string ModulePath => module;

    /// <summary>The module.</summary>
    public ModuleEngine Module => _engine.Value;

    /// <summary>The module in a session of its own.</summary>
    public ModuleEngine NewEngine() => new(module);

    /// <summary>Loads the driver again, so that nothing is left of what was set; what the PCI core keeps is put back.</summary>
    /// <param name="parameters">The driver's parameters: <c>ofed=1</c> for OFED's tree, <c>ib=1</c> for InfiniBand.</param>
    public static void LoadDriver(string parameters) => Bash.Do($"""
        set -e
        if [ -d /sys/module/mlx5_core ]; then rmmod mlx5_core; fi
        if [ -d /sys/module/ib_core ]; then modprobe -r mlx5_ib ib_uverbs; fi
        for f in /sys/bus/pci/devices/*/sriov_drivers_autoprobe; do echo 1 > $f; done
        modprobe mlx5_core {parameters}
        """);

    /// <summary>Enables VFs on a port that has none.</summary>
    public static void Enable(GuestPort port, int vfs) =>
        Bash.Do(string.Create(CultureInfo.InvariantCulture, $"echo {vfs} > {port.Path}/sriov_numvfs"));

    public void Dispose()
    {
        if (_engine.IsValueCreated) _engine.Value.Dispose();
    }
}
