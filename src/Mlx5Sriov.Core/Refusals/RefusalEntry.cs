namespace Mlx5Sriov.Refusals;

/// <summary>What is known of all refusals of one id: a line of the list of errors.</summary>
/// <param name="Id">The stable id; where it tells the kernel's error number too, <c>ERRNO</c> stands for that.</param>
/// <param name="Kind">What kind of refusal it is; where the id tells an error number, what it is unless that number says otherwise.</param>
/// <param name="Cause">What happened, in one line.</param>
/// <param name="Fix">What helps, in one line.</param>
public sealed record RefusalEntry(string Id, RefusalKind Kind, string Cause, string Fix);
