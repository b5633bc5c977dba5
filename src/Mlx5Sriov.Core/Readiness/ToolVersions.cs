using Mlx5Sriov.Kernel.Programs;

namespace Mlx5Sriov.Readiness;

/// <summary>The versions of the programs that run guests.</summary>
internal sealed class ToolVersions(IToolRunner tools, CancellationToken cancellation)
{
    // Debian and SUSE name QEMU by its processor; RHEL has one at a place of its own.
    private static readonly string[] s_qemu = ["qemu-system-x86_64", "qemu-system-aarch64", "/usr/libexec/qemu-kvm"];

    /// <summary>The version of libvirt's client (<c>virsh --version</c>: <c>10.0.0</c>).</summary>
    public Version? Libvirt() => Of("virsh");

    /// <summary>The version of QEMU (<c>QEMU emulator version 8.2.2 (Debian ...)</c>).</summary>
    public Version? Qemu() => s_qemu.Select(Of).FirstOrDefault(version => version is not null);

    private Version? Of(string program)
    {
        try
        {
            var answer = tools.Run(program, ["--version"], cancellation);
            return answer.ExitCode == 0 ? answer.Output.Split(' ', '\n').Select(Parse).FirstOrDefault(version => version is not null) : null;
        }
        catch (SriovException)
        {
            return null;
        }
    }

    private static Version? Parse(string word) => Version.TryParse(word, out var version) ? version : null;
}
