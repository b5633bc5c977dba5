using System.ComponentModel;

namespace Mlx5Sriov.Words;

/// <summary>
/// A setting that is on or off. Parsed from <c>On</c>, <c>Off</c> in any case, or a boolean; <c>ip</c> writes them in lower case, OFED sysfs in upper case.
/// </summary>
[TypeConverter(typeof(OnOffConverter))]
public enum OnOff
{
    /// <summary>The setting is off.</summary>
    Off,

    /// <summary>The setting is on.</summary>
    On,
}
