using Mlx5Sriov.Kernel;

namespace Mlx5Sriov.Readiness;

/// <summary>
/// Which modules the running kernel has: those in <c>/sys/module</c>, and those that depmod lists below <c>/lib/modules/RELEASE</c>. mlx5_vfio_pci is known by
/// its alias, which is also what libvirt chooses it by.
/// </summary>
/// <remarks>modules.dep(5), modules.alias of kmod's depmod; a VFIO driver's alias begins with <c>vfio_pci:</c> (scripts/mod/file2alias.c).</remarks>
internal sealed class KernelModuleList(SriovHost host, string? release)
{
    private readonly Lazy<IReadOnlySet<string>?> _listed = new(() => Listed(host, release));

    /// <summary>Whether each module is there.</summary>
    /// <param name="names">Their names as <c>/sys/module</c> spells them.</param>
    public IReadOnlyDictionary<string, ModulePresence> Presence(params string[] names) => names.ToDictionary(name => name, Presence);

    private ModulePresence Presence(string name)
    {
        try
        {
            if (host.KernelFiles.Exists($"/sys/module/{name}")) return ModulePresence.Loaded;
        }
        catch (KernelException)
        {
            return ModulePresence.Unknown;
        }

        return _listed.Value is not { } listed ? ModulePresence.Unknown
            : listed.Contains($"builtin {name}") ? ModulePresence.Loaded
            : listed.Contains(name) ? ModulePresence.Available
            : ModulePresence.Absent;
    }

    private static HashSet<string>? Listed(SriovHost host, string? release)
    {
        if (release is null || release.Contains('/', StringComparison.Ordinal)) return null;
        try
        {
            var folder = $"/lib/modules/{release}";
            if (host.TextFiles.Read($"{folder}/modules.dep")?.Text is not { } loadable) return null;
            var builtin = host.TextFiles.Read($"{folder}/modules.builtin")?.Text ?? "";
            var aliases = host.TextFiles.Read($"{folder}/modules.alias")?.Text ?? "";
            return
            [
                .. Lines(loadable).Select(line => NameOf(line.Split(':')[0])),
                .. Lines(builtin).Select(line => $"builtin {NameOf(line)}"),
                .. Lines(aliases).Where(line => line.StartsWith("alias vfio_pci:", StringComparison.Ordinal))
                    .Select(line => line[(line.LastIndexOf(' ') + 1)..]),
            ];
        }
        catch (KernelException)
        {
            return null;
        }
    }

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    // "kernel/drivers/vfio/pci/vfio-pci.ko.xz" is vfio_pci.
    private static string NameOf(string path)
    {
        var file = path[(path.LastIndexOf('/') + 1)..];
        var end = file.IndexOf(".ko", StringComparison.Ordinal);
        return (end < 0 ? file : file[..end]).Replace('-', '_');
    }
}
