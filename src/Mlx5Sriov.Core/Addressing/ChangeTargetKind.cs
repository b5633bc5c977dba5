namespace Mlx5Sriov.Addressing;

/// <summary>What kind of thing a <see cref="ChangeTarget"/> is.</summary>
public enum ChangeTargetKind
{
    /// <summary>A physical function.</summary>
    Port,

    /// <summary>A virtual function.</summary>
    Vf,

    /// <summary>A rate group of a physical function: a numbered group of OFED or a rate node of devlink.</summary>
    Group,

    /// <summary>A net device.</summary>
    Link,

    /// <summary>A file of the host.</summary>
    File,

    /// <summary>A virtual machine.</summary>
    Machine,

    /// <summary>The firmware of an adapter, or what of it is one physical function's.</summary>
    Firmware,

    /// <summary>What a user gave, where it names nothing of the host.</summary>
    Given,
}
