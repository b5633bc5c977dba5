namespace Mlx5Sriov.Refusals;

/// <summary>What kind of refusal it is: what a program that meets it can decide by.</summary>
public enum RefusalKind
{
    /// <summary>What was named is not here.</summary>
    NotFound,

    /// <summary>What was asked for cannot be, whatever the host's state.</summary>
    InvalidArgument,

    /// <summary>An object is of a type that cannot be taken.</summary>
    InvalidType,

    /// <summary>What was read contradicts itself or its format.</summary>
    InvalidData,

    /// <summary>Somebody else uses it.</summary>
    InUse,

    /// <summary>It is there already.</summary>
    Exists,

    /// <summary>The kernel, the driver or the adapter does not offer it.</summary>
    NotSupported,

    /// <summary>What it needs is not here now.</summary>
    Unavailable,

    /// <summary>The user has no right to it.</summary>
    Denied,

    /// <summary>Others could have written what would be used.</summary>
    Untrusted,

    /// <summary>The host or the session is not in the state that it needs.</summary>
    WrongState,

    /// <summary>The device or its driver failed.</summary>
    Device,

    /// <summary>It took too long.</summary>
    TimedOut,
}
