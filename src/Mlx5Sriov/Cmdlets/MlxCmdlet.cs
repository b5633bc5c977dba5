using System.Management.Automation;
using System.Management.Automation.Host;

using Mlx5Sriov.Binding;
using Mlx5Sriov.Inventory;
using Mlx5Sriov.Inventory.Ports;
using Mlx5Sriov.Kernel;
using Mlx5Sriov.Selection;
using Mlx5Sriov.Session;

namespace Mlx5Sriov.Cmdlets;

/// <summary>What all cmdlets share: the session's host, Ctrl-C, and refusals as non-terminating errors.</summary>
public abstract class MlxCmdlet : PSCmdlet, IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly HashSet<PciAddress> _told = [];
    private HostSnapshot? _snapshot;
    private VfSelection? _vfs;
    private GroupSelection? _groups;
    private OneOrMany? _output;
    private IReadOnlyCollection<string> _typed = [];

    /// <summary>Cancelled when the user presses Ctrl-C.</summary>
    protected CancellationToken Cancellation => _stop.Token;

    internal HostSession Session => HostSession.Of(SessionState);

    internal SriovHost SriovHost => Session.Host;

    /// <summary>
    /// The host as it is now, read once for the whole pipeline; where the whole bus is looked at, a PCI function that cannot be read is an error of its own,
    /// and hides no other.
    /// </summary>
    internal HostSnapshot Snapshot => _snapshot ??= new HostSnapshot(SriovHost, Tell);

    /// <summary>The host has been changed: whoever asks next reads it again.</summary>
    private protected void RenewSnapshot() => (_snapshot, _vfs, _groups) = (null, null, null);

    /// <summary>The VFs, by index and by name.</summary>
    internal VfSelection Vfs => _vfs ??= new VfSelection(Snapshot, Attempt);

    /// <summary>The rate groups, by id and by name.</summary>
    internal GroupSelection Groups => _groups ??= new GroupSelection(Snapshot, Vfs, Attempt);

    /// <summary>Where objects go that are a list alone and a table together.</summary>
    internal OneOrMany Output => _output ??= new OneOrMany(WriteNoted);

    /// <summary>Writes a VF; one on InfiniBand has a table of its own.</summary>
    internal void Write(VirtualFunction vf) => Output.Write(vf, vf.LinkLayer == LinkLayer.InfiniBand ? "InfiniBand" : null);

    /// <summary>Frees the cancellation source.</summary>
    public void Dispose()
    {
        _stop.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Whether only what would be done is to be told.</summary>
    private protected bool IsWhatIf => MyInvocation.BoundParameters.TryGetValue("WhatIf", out var given)
        ? LanguagePrimitives.IsTrue(given)
        : LanguagePrimitives.IsTrue(GetVariableValue("WhatIfPreference"));

    /// <summary>
    /// Whether the user is told beforehand what would be done and whom it hits: by -WhatIf, or by the question of -Confirm or of $ConfirmPreference.
    /// </summary>
    private protected bool IsToldFirst => IsWhatIf || (MyInvocation.BoundParameters.TryGetValue("Confirm", out var given)
        ? LanguagePrimitives.IsTrue(given)
        : LanguagePrimitives.TryConvertTo<ConfirmImpact>(GetVariableValue("ConfirmPreference"), out var least)
            && least is not ConfirmImpact.None and <= ConfirmImpact.Medium);

    /// <summary>
    /// Asks whether to go on with what loses something. Where -Confirm or $ConfirmPreference asks in any case, or was told not to ask, this is no
    /// second question.
    /// </summary>
    /// <param name="losses">What is lost, as sentences.</param>
    /// <param name="isForced">Whether the user has said that it may be lost.</param>
    /// <param name="caption">The question.</param>
    /// <param name="target">What would be changed.</param>
    /// <exception cref="ConsentNeededException">Nobody can be asked here.</exception>
    private protected bool AgreesToLoss(IReadOnlyCollection<string> losses, bool isForced, string caption, string target)
    {
        if (losses.Count == 0 || isForced || IsToldFirst || IsNeverAsked) return true;
        var simulated = SriovHost.Identity.IsSimulated ? "Simulated: " : "";

        // The console's host breaks with a NullReferenceException where its input has ended, as under cron.
        try
        {
            return ShouldContinue($"{simulated}{string.Join(Environment.NewLine, losses)}", $"{simulated}{caption}");
        }
        catch (Exception unasked) when (unasked is HostException or PSInvalidOperationException or NullReferenceException)
        {
            throw new ConsentNeededException(target, losses);
        }
    }

    private protected bool IsNeverAsked => MyInvocation.BoundParameters.TryGetValue("Confirm", out var given)
        ? !LanguagePrimitives.IsTrue(given)
        : LanguagePrimitives.TryConvertTo<ConfirmImpact>(GetVariableValue("ConfirmPreference"), out var least) && least == ConfirmImpact.None;

    /// <summary>Asks for the user's consent to acts; all of it says so where the host is simulated.</summary>
    /// <param name="acts">The acts, which -WhatIf tells.</param>
    /// <param name="summary">What -Verbose tells of them beforehand; each tells itself as it begins.</param>
    /// <param name="question">What -Confirm tells of them; not asked for where nobody is told, since whom they hit costs more to read than all else.</param>
    /// <param name="caption">The question.</param>
    private protected bool Consents(IEnumerable<object> acts, string summary, Func<string> question, string caption)
    {
        var simulated = SriovHost.Identity.IsSimulated ? "Simulated: " : "";
        return ShouldProcess(
            IsWhatIf ? string.Join(Environment.NewLine, acts.Select(act => $"{simulated}{act}")) : $"{simulated}{summary}",
            $"{simulated}{(IsToldFirst ? question() : summary)}",
            $"{simulated}{caption}");
    }

    /// <summary>What the question about acts says of whom they hit, on a line of its own; nothing where they hit nobody.</summary>
    private protected static string Hits(IReadOnlyCollection<string> affected) =>
        affected.Count == 0 ? "" : $"{Environment.NewLine}This hits {string.Join("; ", affected)}.";

    /// <summary>What the question about acts says of what is lost, each on a line of its own.</summary>
    private protected static string Loses(IEnumerable<string> losses) => string.Concat(losses.Select(loss => $"{Environment.NewLine}{loss}"));

    /// <summary>The parameters that the command line gives, and not the pipeline.</summary>
    private protected IReadOnlyCollection<string> Typed => _typed;

    /// <inheritdoc/>
    protected sealed override void BeginProcessing()
    {
        // What the pipeline binds comes later.
        _typed = [.. MyInvocation.BoundParameters.Keys];
        Begin();
    }

    /// <summary>What a cmdlet does before the first object.</summary>
    private protected virtual void Begin()
    {
    }

    /// <summary>The physical functions that a parameter names. A row names its port, not a pattern, and its address goes before its name.</summary>
    /// <param name="parameter">The parameter.</param>
    /// <param name="names">Its value.</param>
    /// <returns>Names, patterns and addresses; none where a row contradicts itself, which has been told.</returns>
    private protected string[] Ports(string parameter, string[] names)
    {
        if (RowOf(parameter) is not { } row) return names;
        string[] ports = [];
        if (!OfThisHost([row.Item]).Any()) return ports;
        Attempt(string.Join(", ", names), () =>
        {
            // Of the columns for the port itself, a VF's Name is none.
            row.CheckColumns(RowParameter.Of(GetType()).Where(p => p.Name != parameter && !_typed.Contains(p.Name)));
            ports = row.Ports(Snapshot, names);
        });
        return ports;
    }

    /// <summary>Names that a parameter has; those from a row are names, not patterns.</summary>
    private protected IEnumerable<string> Names(string parameter, IEnumerable<string> names) =>
        RowOf(parameter) is null ? names : names.Select(NameWord.Escaped);

    /// <summary>Those objects of the pipeline that were read from this host; each other one is refused.</summary>
    private protected IEnumerable<T> OfThisHost<T>(IEnumerable<T> objects)
        where T : notnull => objects.Where(item =>
        {
            if (ObjectHost.Of(item) is not { } host || host == SriovHost.Identity) return true;
            Attempt($"{item}", () => throw new OtherHostException($"{item}", host.Apart(SriovHost.Identity)));
            return false;
        });

    private void WriteNoted(object item)
    {
        ObjectHost.Note(item is PSObject { BaseObject: var plain } ? plain : item, SriovHost.Identity);
        WriteObject(item);
    }

    private PipelineRow? RowOf(string parameter) =>
        MyInvocation.BoundParameters.ContainsKey(parameter) && !_typed.Contains(parameter) ? PipelineRow.Of(this) : null;

    /// <inheritdoc/>
    protected override void StopProcessing() => _stop.Cancel();

    /// <summary>Does one target's work: a refusal becomes that target's error, and the pipeline goes on with the next.</summary>
    /// <param name="target">What the error is about.</param>
    /// <param name="work">The work.</param>
    protected void Attempt(object? target, Action work)
    {
        ArgumentNullException.ThrowIfNull(work);
        try
        {
            Cancellation.ThrowIfCancellationRequested();
            work();
        }
        catch (SriovException refusal)
        {
            // What was read before comes before, also where this error ends the pipeline.
            _output?.Release();
            WriteError(ErrorTranslation.Record(refusal, target));
        }
        catch (OperationCanceledException) when (Cancellation.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }
    }

    // Once, however often the bus is looked at.
    private void Tell(UnreadableFunction function)
    {
        if (_told.Add(function.PciAddress)) Attempt($"{function.PciAddress}", () => throw function.Refusal);
    }
}
