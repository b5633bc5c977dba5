using System.Text.Json.Serialization;

using Mlx5Sriov.Kernel;

namespace Mlx5Sriov.Operations;

/// <summary>
/// One thing that is done to a host. Operations are data, so that a journal can hold those that undo a plan and another process can run them.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "operation")]
[JsonDerivedType(typeof(WriteSysfs), "write")]
[JsonDerivedType(typeof(WriteVfFile), "vf-file")]
[JsonDerivedType(typeof(WriteGroupFile), "group-file")]
[JsonDerivedType(typeof(SetVfLink), "vf-link")]
[JsonDerivedType(typeof(SetVfFunction), "vf-function")]
[JsonDerivedType(typeof(SetVfRate), "vf-rate")]
[JsonDerivedType(typeof(SetVfDriver), "vf-driver")]
[JsonDerivedType(typeof(SetVfRxMode), "vf-rx-mode")]
[JsonDerivedType(typeof(SetVfCount), "vf-count")]
[JsonDerivedType(typeof(SetEswitch), "eswitch")]
[JsonDerivedType(typeof(SetGroupRates), "group-rates")]
[JsonDerivedType(typeof(AddRateNode), "rate-node-add")]
[JsonDerivedType(typeof(SetRateNode), "rate-node-set")]
[JsonDerivedType(typeof(DeleteRateNode), "rate-node-delete")]
[JsonDerivedType(typeof(SetFirmwareSettings), "firmware")]
internal abstract record Operation
{
    /// <summary>The command that equals it.</summary>
    [JsonIgnore]
    public abstract string Command { get; }

    /// <summary>The command that equals it.</summary>
    /// <returns><see cref="Command"/>.</returns>
    public sealed override string ToString() => Command;

    /// <summary>The index of the VF that it is about; null for the physical function as a whole, or a rate group.</summary>
    internal virtual int? VfIndex => null;

    /// <summary>Whether all that follows in an undo stands on it, other VFs too: where it is refused, nothing after it is tried.</summary>
    internal virtual bool IsPrerequisite => false;

    /// <summary>Whether it would take its VF, or where it has none all VFs, from whoever uses them, as the host is now.</summary>
    internal virtual bool Disturbs(SriovHost host) => false;

    /// <summary>Whether an undo has it to do: not where what it puts back was never taken away, or is back already.</summary>
    internal virtual bool IsDue(SriovHost host) => true;

    /// <summary>Does it.</summary>
    /// <param name="host">The host.</param>
    /// <param name="cancellation">Ends a wait early; what was written before stays for the undo.</param>
    /// <exception cref="SriovException">The kernel refused.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public abstract void Apply(SriovHost host, CancellationToken cancellation);

    /// <summary>Waits for what it set going; most operations are done when the kernel answers.</summary>
    /// <param name="host">The host.</param>
    /// <param name="report">Told how far it is: <c>12 of 127 virtual functions</c>.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="SriovException">It did not come about within its time.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public virtual void Await(SriovHost host, Action<string> report, CancellationToken cancellation)
    {
    }

    /// <summary>The same operation for the host as it will be when it runs: what numbers may have changed since it was planned is looked up then.</summary>
    /// <param name="host">The host.</param>
    /// <returns>The operation.</returns>
    public virtual Operation Renewed(SriovHost host) => this;
}
