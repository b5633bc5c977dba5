using System.ComponentModel;

namespace Mlx5Sriov.Rates;

/// <summary>What holds a VF at its rate.</summary>
[TypeConverter(typeof(WordConverter<RateBound>))]
public enum RateBound
{
    /// <summary>Nothing: it does not send.</summary>
    Idle,

    /// <summary>Nothing: it gets all that it has to send.</summary>
    Load,

    /// <summary>Its own limit.</summary>
    Own,

    /// <summary>The limit of a group that it is in, of which it has an even share.</summary>
    Group,

    /// <summary>The line, of which it has an even share.</summary>
    Line,

    /// <summary>Its share of a line or group that guarantees divide unevenly.</summary>
    Share,
}
