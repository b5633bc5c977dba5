using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace Mlx5Sriov.Completion;

/// <summary>Completes a VF's driver by the name that the PCI bus has for it.</summary>
public sealed class VfDriverCompleter : IArgumentCompleter
{
    private static readonly (string Name, string ToolTip)[] s_drivers =
    [
        ("mlx5_core", "a net and RDMA device of the host or of a container"),
        ("vfio-pci", "for a virtual machine or a program in user space"),
        ("mlx5_vfio_pci", "for a virtual machine that can be migrated with it"),
        ("None", "no driver"),
    ];

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        s_drivers.Where(d => d.Name.StartsWith((wordToComplete ?? "").Trim('\'', '"'), StringComparison.OrdinalIgnoreCase))
            .Select(d => new CompletionResult(d.Name, d.Name, CompletionResultType.ParameterValue, d.ToolTip));
}
