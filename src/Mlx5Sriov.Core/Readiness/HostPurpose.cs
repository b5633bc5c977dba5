using System.ComponentModel;

namespace Mlx5Sriov.Readiness;

/// <summary>What a host is to be ready for.</summary>
[TypeConverter(typeof(WordConverter<HostPurpose>))]
public enum HostPurpose
{
    /// <summary>VFs that the host uses itself, or gives to containers.</summary>
    Basic,

    /// <summary>VFs that virtual machines get through vfio.</summary>
    Passthrough,

    /// <summary>Virtual machines that move to another host with their VFs.</summary>
    Migration,

    /// <summary>VFs of InfiniBand ports.</summary>
    InfiniBand,
}
