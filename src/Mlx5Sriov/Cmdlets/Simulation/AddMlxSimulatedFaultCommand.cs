using System.Management.Automation;

using Mlx5Sriov.Binding;
using Mlx5Sriov.Completion;
using Mlx5Sriov.Simulation.Faults;

namespace Mlx5Sriov.Cmdlets.Simulation;

/// <summary>Add-MlxSimulatedFault: orders the simulated host to refuse an operation, or to read as no driver writes.</summary>
[Cmdlet(VerbsCommon.Add, "MlxSimulatedFault", DefaultParameterSetName = "Errno", SupportsShouldProcess = true)]
[OutputType(typeof(SimulatedFault))]
public sealed class AddMlxSimulatedFaultCommand : MlxCmdlet
{
    // A field of the enum's own type would load the Simulation assembly with the module, for its size.
    private int _operation;

    /// <summary>
    /// What the fault strikes: a pattern with * and ? for a path (*/sriov_numvfs) or for the command that equals the act (ip link set * trust on).
    /// </summary>
    [Parameter(Mandatory = true, Position = 0)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string Pattern { get; set; } = "";

    /// <summary>The kernel's error number, by its name.</summary>
    [Parameter(Mandatory = true, Position = 1, ParameterSetName = "Errno")]
    [ValueArgument(typeof(Errno))]
    public Errno Errno { get; set; }

    /// <summary>The kernel's own words in the refusal.</summary>
    [Parameter(ParameterSetName = "Errno")]
    [ValidateNotNullOrEmpty]
    public string? KernelText { get; set; }

    /// <summary>Whether writes are struck, or reads.</summary>
    [Parameter(ParameterSetName = "Errno")]
    [ValueArgument(typeof(SimulatedOperation))]
    public SimulatedOperation Operation
    {
        get => (SimulatedOperation)_operation;
        set => _operation = (int)value;
    }

    /// <summary>What reads give instead of the attribute's text.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Text")]
    [AllowEmptyString]
    public string Text { get; set; } = "";

    /// <summary>Which matching operation from now on is struck, counted from 1; 0, the default, strikes every one.</summary>
    [Parameter]
    [WholeNumber]
    [ValidateRange(0, int.MaxValue)]
    [ArgumentCompleter(typeof(NumberCompleter))]
    public int Nth { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => Attempt(Pattern, () =>
    {
        var host = Session.Simulation;
        if (!ShouldProcess(Pattern, ParameterSetName == "Text" ? "Replace the text" : $"Refuse with {Errno}")) return;
        WriteObject(ParameterSetName == "Text" ? host.AddTextFault(Pattern, Text, Nth) : host.AddFault(Pattern, Errno, Nth, Operation, KernelText));
    });
}
