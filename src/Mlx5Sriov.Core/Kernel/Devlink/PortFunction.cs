namespace Mlx5Sriov.Kernel.Devlink;

/// <summary>The attributes of the function behind a devlink port. Read: null is what driver or kernel lack. As a wish: null leaves one as it is.</summary>
public sealed record PortFunction
{
    /// <summary>The function's MAC address, all zero where none was set.</summary>
    public MacAddress? HardwareAddress { get; init; }

    /// <summary>Whether the function may use RoCE.</summary>
    public OnOff? Roce { get; init; }

    /// <summary>Whether the function's state can be migrated.</summary>
    public OnOff? Migratable { get; init; }

    /// <summary>The function's number of I/O event queues.</summary>
    public uint? MaxIoEventQueues { get; init; }

    /// <summary>The attributes as the tail of the command.</summary>
    /// <returns><c>hw_addr 00:11:22:33:44:55 roce enable migratable enable</c>, as much as is given.</returns>
    public override string ToString() => DevlinkWords.Join(
        ("hw_addr", HardwareAddress?.ToString()),
        ("roce", DevlinkWords.Able(Roce)),
        ("migratable", DevlinkWords.Able(Migratable)),
        ("max_io_eqs", MaxIoEventQueues?.ToString(System.Globalization.CultureInfo.InvariantCulture)));
}
