using System.ComponentModel;

namespace Mlx5Sriov.Model;

/// <summary>What a port speaks on the wire.</summary>
[TypeConverter(typeof(WordConverter<LinkLayer>))]
public enum LinkLayer
{
    /// <summary>Ethernet.</summary>
    [Word("ETH")]
    Ethernet,

    /// <summary>InfiniBand.</summary>
    [Word("IB")]
    InfiniBand,
}
