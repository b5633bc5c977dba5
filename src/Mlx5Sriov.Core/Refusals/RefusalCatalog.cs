namespace Mlx5Sriov.Refusals;

/// <summary>The list of refusals: the id, the kind, the cause and what helps of each that this library gives.</summary>
public static class RefusalCatalog
{
    internal static RefusalEntry NoAdapter { get; } = new("NoAdapter", RefusalKind.NotFound,
        "The host has no mlx5 adapter.",
        "Check that the adapter is in its slot, or that the machine was given it.");

    internal static RefusalEntry PfNotFound { get; } = new("PfNotFound", RefusalKind.NotFound,
        "No PF goes by that name.",
        "Use one of the names that the host's PFs have.");

    internal static RefusalEntry VfNotFound { get; } = new("VfNotFound", RefusalKind.NotFound,
        "No VF goes by that name.",
        "Use one of the names that the host's VFs have, or the PF and the index.");

    internal static RefusalEntry NameAmbiguous { get; } = new("NameAmbiguous", RefusalKind.InvalidArgument,
        "Several go by that name; give the PCI address.",
        "Give the PCI address.");

    internal static RefusalEntry OtherHost { get; } = new("OtherHost", RefusalKind.WrongState,
        "The object was read from another host than this.",
        "Read the object again on this host.");

    internal static RefusalEntry VfIndexOutOfRange { get; } = new("VfIndexOutOfRange", RefusalKind.NotFound,
        "The index is not below the number of VFs enabled.",
        "Use a lower index, or enable more VFs.");

    internal static RefusalEntry LineRateUnknown { get; } = new("LineRateUnknown", RefusalKind.WrongState,
        "The rate of the line to share is not known.",
        "Give the rate of the line, or bring the link up.");

    internal static RefusalEntry RateInput { get; } = new("RateInput", RefusalKind.InvalidArgument,
        "VFs or groups to measure cannot be as described.",
        "Correct the description.");

    internal static RefusalEntry GroupNotFound { get; } = new("GroupNotFound", RefusalKind.NotFound,
        "The PF has no such rate group.",
        "Use a group that is there, or make it first.");

    internal static RefusalEntry CountersUnavailable { get; } = new("CountersUnavailable", RefusalKind.Unavailable,
        "Nothing here tells the VF's counters.",
        "Run where the PF's net device is, or try again when the driver has recovered.");

    internal static RefusalEntry DriverNotLoaded { get; } = new("DriverNotLoaded", RefusalKind.Unavailable,
        "mlx5_core does not drive the PF.",
        "Load mlx5_core and bind it to the PF.");

    internal static RefusalEntry PermissionDenied { get; } = new("PermissionDenied", RefusalKind.Denied,
        "The kernel refused for want of a right; run as root.",
        "Run as root, or with CAP_NET_ADMIN.");

    internal static RefusalEntry MalformedText { get; } = new("MalformedText", RefusalKind.InvalidData,
        "An attribute reads as no driver release writes it.",
        "Check the driver's release, and report the text.");

    internal static RefusalEntry MalformedMessage { get; } = new("MalformedMessage", RefusalKind.InvalidData,
        "The kernel's netlink message contradicts itself.",
        "Report it with the kernel's and the driver's release.");

    internal static RefusalEntry VfListIncomplete { get; } = new("VfListIncomplete", RefusalKind.InvalidData,
        "The kernel cut its list of VFs; nothing completes it.",
        "Use a newer kernel, or fewer VFs.");

    internal static RefusalEntry VfInUse { get; } = new("VfInUse", RefusalKind.InUse,
        "A guest, program or network namespace uses the VF.",
        "Detach the VF from its user first.");

    internal static RefusalEntry VfCountOutOfRange { get; } = new("VfCountOutOfRange", RefusalKind.InvalidArgument,
        "The firmware does not allow that number of VFs.",
        "Ask for fewer VFs, or raise the firmware's limit.");

    internal static RefusalEntry VfCountRefused { get; } = new("VfCountRefused.ERRNO", RefusalKind.Device,
        "The kernel refused the number of VFs.",
        "Do what the error's advice says; dmesg tells the driver's reason.");

    internal static RefusalEntry VfsMissing { get; } = new("VfsMissing", RefusalKind.Unavailable,
        "Fewer VFs came up than were made.",
        "Look at dmesg for what was lacking, or ask for fewer VFs.");

    internal static RefusalEntry NoAutoProbe { get; } = new("NoAutoProbe", RefusalKind.NotSupported,
        "The probing of VFs cannot be switched here.",
        "Update the kernel, or unbind the VFs after they were made.");

    internal static RefusalEntry Locked { get; } = new("Locked", RefusalKind.InUse,
        "Another session is changing the PF.",
        "Wait until the other session is done.");

    internal static RefusalEntry StalePlan { get; } = new("StalePlan", RefusalKind.WrongState,
        "The host changed since the plan was made.",
        "Make the plan again.");

    internal static RefusalEntry PlanFailed { get; } = new("PlanFailed", RefusalKind.Device,
        "A plan failed; everything was put back.",
        "Remove the cause that the message names, and try again.");

    internal static RefusalEntry PlanNotUndone { get; } = new("PlanNotUndone", RefusalKind.Device,
        "Something could not be put back; the error lists it.",
        "Remove the cause and undo the change, or run the listed commands by hand.");

    internal static RefusalEntry ChangeNotFound { get; } = new("ChangeNotFound", RefusalKind.NotFound,
        "No change has that id, or there is none to undo.",
        "Use the id of a change that is in the journals.");

    internal static RefusalEntry ChangedSince { get; } = new("ChangedSince", RefusalKind.WrongState,
        "What a change set was set otherwise since.",
        "Undo the later change first, or agree to overwrite it.");

    internal static RefusalEntry ChangeNotUndoable { get; } = new("ChangeNotUndoable", RefusalKind.WrongState,
        "The change has nothing left to undo.",
        "Undo a change that is done, interrupted or incomplete.");

    internal static RefusalEntry JournalDamaged { get; } = new("JournalDamaged", RefusalKind.InvalidData,
        "A change's journal is damaged, or not the module's.",
        "Look at the file and move it away.");

    internal static RefusalEntry JournalNewer { get; } = new("JournalNewer", RefusalKind.InvalidData,
        "A newer version of the module wrote the journal.",
        "Update the module.");

    internal static RefusalEntry UntrustedPath { get; } = new("UntrustedPath", RefusalKind.Untrusted,
        "A file or folder of the module's is not root's alone.",
        "Find out who made it, and move it away.");

    internal static RefusalEntry DriverNotBound { get; } = new("DriverNotBound", RefusalKind.Device,
        "The driver did not bind, though not refused.",
        "Look at dmesg for what the driver said.");

    internal static RefusalEntry ModuleNotLoaded { get; } = new("ModuleNotLoaded", RefusalKind.Unavailable,
        "A driver's kernel module could not be loaded.",
        "Install the kernel module for the running kernel.");

    internal static RefusalEntry EswitchModeRefused { get; } = new("EswitchModeRefused", RefusalKind.NotSupported,
        "The kernel or driver has no such e-switch mode.",
        "Use another mode, or update the kernel or OFED.");

    internal static RefusalEntry ToolNotFound { get; } = new("ToolNotFound", RefusalKind.NotFound,
        "A program that is needed is not installed.",
        "Install the package that holds the program.");

    internal static RefusalEntry FirmwareSettingNotFound { get; } = new("FirmwareSettingNotFound", RefusalKind.NotFound,
        "The firmware has no such setting, or hides it.",
        "Use a setting that the card shows, or show the advanced ones first.");

    internal static RefusalEntry FirmwareUnavailable { get; } = new("FirmwareUnavailable", RefusalKind.Unavailable,
        "The vendor's tool cannot reach the firmware.",
        "Run as root; under the kernel's lockdown, set the firmware from elsewhere.");

    internal static RefusalEntry FirmwareRefused { get; } = new("FirmwareRefused", RefusalKind.Device,
        "The vendor's tool or the firmware refused.",
        "Do what the tool's words say.");

    internal static RefusalEntry Kernel { get; } = new("Kernel.ERRNO", RefusalKind.Device,
        "Any other refusal by the kernel, such as Kernel.EBUSY.",
        "Do what the error's advice says; dmesg tells the driver's reason.");

    /// <summary>All of them, each id once.</summary>
    public static IReadOnlyList<RefusalEntry> All { get; } =
    [
        NoAdapter, PfNotFound, VfNotFound, NameAmbiguous, OtherHost, VfIndexOutOfRange, LineRateUnknown, RateInput, GroupNotFound,
        CountersUnavailable, DriverNotLoaded, PermissionDenied, MalformedText, MalformedMessage, VfListIncomplete, VfInUse, VfCountOutOfRange,
        VfCountRefused, VfsMissing, NoAutoProbe, Locked, StalePlan, PlanFailed, PlanNotUndone, ChangeNotFound, ChangedSince, ChangeNotUndoable,
        JournalDamaged, JournalNewer, UntrustedPath, DriverNotBound, ModuleNotLoaded, EswitchModeRefused, ToolNotFound,
        FirmwareSettingNotFound, FirmwareUnavailable, FirmwareRefused,
        .. Enum.GetValues<RefusalReason>().Select(RefusedSettings.Entry), Kernel,
    ];
}
