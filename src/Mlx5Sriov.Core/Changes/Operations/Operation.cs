using System.Text.Json.Serialization;

using Mlx5Sriov.Kernel;

namespace Mlx5Sriov.Changes.Operations;

/// <summary>
/// One thing that is done to a host. Operations are data, so that a journal can hold those that undo a plan and another process can run them.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "operation")]
[JsonDerivedType(typeof(WriteSysfs), "write")]
[JsonDerivedType(typeof(SetVfLink), "vf-link")]
[JsonDerivedType(typeof(SetVfFunction), "vf-function")]
[JsonDerivedType(typeof(SetVfRate), "vf-rate")]
[JsonDerivedType(typeof(SetVfDriver), "vf-driver")]
[JsonDerivedType(typeof(SetGroupRates), "group-rates")]
[JsonDerivedType(typeof(AddRateNode), "rate-node-add")]
[JsonDerivedType(typeof(SetRateNode), "rate-node-set")]
[JsonDerivedType(typeof(DeleteRateNode), "rate-node-delete")]
public abstract record Operation
{
    /// <summary>The command that equals it.</summary>
    [JsonIgnore]
    public abstract string Command { get; }

    /// <summary>Whether a refusal means that nothing was changed; false for what consists of several writes.</summary>
    [JsonIgnore]
    public virtual bool IsAtomic => true;

    /// <summary>Does it.</summary>
    /// <param name="host">The host.</param>
    /// <param name="cancellation">Ends a wait early; what was written before stays for the undo.</param>
    /// <exception cref="SriovException">The kernel refused.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public abstract void Apply(SriovHost host, CancellationToken cancellation);

    /// <summary>The same operation for the host as it is now: what numbers may have changed since it was planned is looked up again.</summary>
    /// <param name="host">The host.</param>
    /// <returns>The operation.</returns>
    /// <exception cref="KernelException">What it works on is gone.</exception>
    public virtual Operation Renewed(SriovHost host) => this;
}
